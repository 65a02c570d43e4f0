import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Desk } from '../../usecases/desk.js';
import { html } from '../html.js';
import { sessionOf } from '../session.js';
import { LOGIN_TEXTS } from './login-texts.js';
import { languageOf, page, PAGE_HEADERS } from './page.js';

const WITH_TOKEN = z.object({ with: z.literal('token') });

/**
 * In front of the playground: who is not logged in is told how to be. Null lets in, also whoever has a token to paste there. Browsers keep a
 * session back when a link of another site brings them here, so that whoever is logged in gets in by a link of this page.
 */
export async function guardPlayground(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | null> {
  const { query, headers } = request;
  if (WITH_TOKEN.safeParse(query).success || (await sessionOf(desk, headers.cookie))) return null;
  const language = languageOf(null, headers['accept-language']);
  const t = LOGIN_TEXTS[language];
  const body = html`<main class="small">
    <h1>GraphQL</h1>
    <p>${t.playground} ${t.outHow}</p>
    <p><a class="button" href="/graphql">${t.loggedIn}</a></p>
    <p>${t.tokenHow} <code>{"Authorization": "Bearer …"}</code></p>
    <p><a class="button" href="/graphql?with=token">${t.haveToken}</a></p>
  </main>`;
  return reply
    .code(401)
    .headers(PAGE_HEADERS)
    .send(page({ language, title: 'GraphQL', body }));
}
