import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Desk } from '../usecases/desk.js';
import type { KnownMember } from '../usecases/known-member.js';
import { findSession, SESSION_MS, type WebSession } from '../usecases/web-session.js';

/** Whom the cookies of a request act as; null where nobody is logged in. */
export async function sessionMember(desk: Desk, cookieHeader: string | undefined): Promise<KnownMember | null> {
  return (await sessionOf(desk, cookieHeader))?.member ?? null;
}

export async function sessionOf(desk: Desk, cookieHeader: string | undefined): Promise<WebSession | null> {
  const name = `${cookieName(desk)}=`;
  const secret = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(name))
    ?.slice(name.length);
  return secret ? findSession(desk, secret) : null;
}

/** Kept from scripts and from whatever other sites make a browser do. */
export function sessionCookie(desk: Desk, secret: string): string {
  const secure = isSecure(desk) ? '; Secure' : '';
  return `${cookieName(desk)}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_MS / 1000}${secure}`;
}

export function forgottenCookie(desk: Desk): string {
  return sessionCookie(desk, '').replace(/Max-Age=\d+/, 'Max-Age=0');
}

/** Browsers take the name with the prefix only over https, for the whole host and from nobody else. */
function cookieName(desk: Desk): string {
  return isSecure(desk) ? '__Host-copydesk' : 'copydesk';
}

function isSecure(desk: Desk): boolean {
  return desk.webAddress?.()?.startsWith('https:') ?? false;
}

/** What a form of this session carries, so that no other page can make one. */
export function formToken(desk: Desk, sessionId: string): string {
  return createHmac('sha256', desk.vault.deriveKey('forms')).update(sessionId).digest('base64url');
}

export function isFormToken(desk: Desk, sessionId: string, given: string): boolean {
  const expected = Buffer.from(formToken(desk, sessionId));
  const presented = Buffer.from(given);
  return expected.length === presented.length && timingSafeEqual(expected, presented);
}

/** The browser's own word that a page of ours asks. Where it gives none, there is no session of a browser to protect. */
export function isFromOurPage(desk: Desk, { headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  const ours = [desk.webAddress?.() ?? null, `http://${host}`, `https://${host}`];
  return ours.some((address) => address !== null && URL.parse(address)?.origin === origin);
}
