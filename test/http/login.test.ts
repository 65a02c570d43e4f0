import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registerAdmin } from '../../src/http/admin/routes.js';
import { createServer, listen } from '../../src/http/server.js';
import { sessionCookie, sessionMember } from '../../src/http/session.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { changeRole } from '../../src/usecases/change-role.js';
import { LOGIN_LINK_MS, offerLogin } from '../../src/usecases/offer-login.js';
import { removeMember } from '../../src/usecases/remove-member.js';
import { SESSION_MS } from '../../src/usecases/web-session.js';
import { collectingLog } from '../support/collecting-log.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import type { Desk } from '../../src/usecases/desk.js';
import { silentAlarm } from '../support/silent-alarm.js';
import { addAdmin } from '../support/rows.js';

const { log, lines } = collectingLog();
const readiness = async () => ({ ready: true, parts: {} });
let parts: DeskParts;
let server: FastifyInstance;
let desk: Desk;
let url = '';
let later = 0;
let admin: { memberId: string; clientId: string };

beforeAll(async () => {
  parts = await openDeskParts();
  const clock = { ...parts.desk.clock, now: () => new Date(parts.desk.clock.now().getTime() + later) };
  desk = { ...parts.desk, clock, webAddress: () => url };
  server = createServer({ log, readiness, sandbox: false });
  await registerAdmin(server, { desk, readiness, alarm: silentAlarm, root: PACKAGE_ROOT });
  url = await listen(server, { host: '127.0.0.1', port: 0 });
});
beforeEach(async () => {
  later = 0;
  const { clientId } = parts.scene;
  admin = { clientId, memberId: await addAdmin(parts.db.sql, clientId) };
});
afterAll(async () => {
  await server.close();
  await parts[Symbol.asyncDispose]();
});

const fromOurs = () => ({ origin: url, 'sec-fetch-site': 'same-origin' });

function enter(link: string, headers: Record<string, string> = fromOurs()): Promise<Response> {
  return fetch(link, { method: 'POST', headers, redirect: 'manual' });
}

async function offered(): Promise<string> {
  return (await offerLogin(desk, admin)).url ?? '';
}

async function shown(address: string): Promise<string> {
  return (await (await fetch(address)).text()).replaceAll(/\/login\/[\w-]+/g, '');
}

/** What the browser sends along from now on. */
async function cookie(): Promise<string> {
  return cookieOf(await enter(await offered()));
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const who = (sent: string) => sessionMember(desk, sent);

describe('a link from the bot', () => {
  test('is not used up by being looked at, and opens one session', async () => {
    const given = await offered();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(given, { method })).status).toBe(200);
    const entered = await enter(given);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/admin/jobs');
    expect(entered.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(await who(cookieOf(entered))).toMatchObject({ ...admin, role: 'admin' });
    const again = await enter(given);
    expect(again.status).toBe(410);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(await again.text()).toContain('Write /login to the bot');
  });

  test('opens one session also when it is used twice at once', async () => {
    const given = await offered();
    const entered = await Promise.all([enter(given), enter(given), enter(given)]);
    expect(entered.map(({ status }) => status).toSorted()).toEqual([303, 410, 410]);
  });

  test('looks the same whether there ever was such a code', async () => {
    const given = await offered();
    expect(await shown(given)).toBe(await shown(`${url}/login/${'x'.repeat(32)}`));
  });

  test('is good for five minutes', async () => {
    const given = await offered();
    later = LOGIN_LINK_MS;
    expect((await enter(given)).status).toBe(410);
  });

  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a page that hides where it is', { origin: 'null' }],
    ['nobody knows where', {}],
  ])('is not opened by a form from %s', async (_where, headers) => {
    const given = await offered();
    expect((await enter(given, headers)).status).toBe(410);
    expect((await enter(given)).status).toBe(303);
  });

  test('is for admins only, and for as long as they are', async () => {
    const { clientId, editorId } = parts.scene;
    await expect(offerLogin(desk, { clientId, memberId: editorId })).rejects.toMatchObject({ code: 'admins_only' });
    const given = await offered();
    await demote();
    expect((await enter(given)).status).toBe(410);
  });
});

describe('a session', () => {
  test('ends after twelve hours', async () => {
    const sent = await cookie();
    later = SESSION_MS - 1_000;
    expect(await who(sent)).not.toBeNull();
    later = SESSION_MS;
    expect(await who(sent)).toBeNull();
  });

  test('ends by logging out, for everybody who has its cookie', async () => {
    const sent = await cookie();
    const foreign = await fetch(`${url}/logout`, {
      method: 'POST',
      headers: { cookie: sent, origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect(await who(sent)).not.toBeNull();
    const out = await fetch(`${url}/logout`, { method: 'POST', headers: { cookie: sent, ...fromOurs() } });
    expect(out.headers.get('set-cookie')).toContain('copydesk=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0');
    expect(await who(sent)).toBeNull();
  });

  test.each([
    ['removed', () => remove()],
    ['an admin no more', () => demote()],
  ])('ends when its member is %s, also where that is taken back', async (_how, change) => {
    const sent = await cookie();
    await change();
    expect(await who(sent)).toBeNull();
    await sql`update membership set removed_at = null, role = 'admin' where member_id = ${admin.memberId}`.execute(
      parts.db.sql,
    );
    expect(await who(sent)).toBeNull();
  });

  test('ends at its next use where the membership changed by other ways', async () => {
    const sent = await cookie();
    await sql`update membership set role = 'author' where member_id = ${admin.memberId}`.execute(parts.db.sql);
    expect(await who(sent)).toBeNull();
    await sql`update membership set role = 'admin' where member_id = ${admin.memberId}`.execute(parts.db.sql);
    expect(await who(sent)).toBeNull();
  });

  test('is nobody’s without its secret', async () => {
    await cookie();
    for (const sent of ['', 'copydesk=', 'copydesk=guess', 'other=1; copydesk=x']) expect(await who(sent)).toBeNull();
  });

  test('is kept for https alone where the desk is reached by it', async () => {
    const secure = { ...desk, webAddress: () => 'https://desk.example' };
    const { url: given } = await offerLogin(secure, admin);
    expect(given).toMatch(/^https:\/\/desk\.example\/login\//);
    expect(sessionCookie(secure, 's')).toMatch(/^__Host-copydesk=s; Path=\/; HttpOnly; .*; Secure$/);
  });
});

test('neither codes nor cookies are logged or kept as they are', async () => {
  const given = await offered();
  const sent = cookieOf(await enter(given));
  const secrets = [given.split('/').at(-1) ?? '', sent.split('=')[1] ?? ''];
  const { rows } = await sql<{ all: string }>`select concat((select string_agg(l::text, '') from login_link l),
    (select string_agg(s::text, '') from session s)) as all`.execute(parts.db.sql);
  const kept = `${rows[0]?.all}${lines.join('')}`;
  expect(kept).toContain('/login/:code');
  expect(secrets.filter((secret) => secret === '' || kept.includes(secret))).toEqual([]);
});

async function remove(): Promise<void> {
  await removeMember(desk, await asAnother());
}

async function demote(): Promise<void> {
  await changeRole(desk, await asAnother(), 'editor');
}

/** Another admin says so. */
async function asAnother() {
  const { clientId, memberId: targetId } = admin;
  return { clientId, targetId, memberId: await addAdmin(parts.db.sql, clientId) };
}
