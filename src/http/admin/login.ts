import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../../usecases/desk.js';
import { beginSession, endSession } from '../../usecases/web-session.js';
import { html } from '../html.js';
import { forgottenCookie, isFromOurPage, sessionCookie, sessionOf } from '../session.js';
import { LOGIN_TEXTS } from './login-texts.js';
import { languageOf, page, PAGE_HEADERS } from './page.js';

type CodeRequest = FastifyRequest<{ Params: { code: string } }>;

/**
 * `/login/<code>` from the bot. Opening it only shows a button, so that whoever looks at links, such as a preview, does not use it up; and
 * the page is the same whatever the code is.
 */
export function registerLogin(server: FastifyInstance, desk: Desk): void {
  server.get('/login/:code', async (request: CodeRequest, reply) => {
    const language = languageOf(null, request.headers['accept-language']);
    const t = LOGIN_TEXTS[language];
    const { code } = request.params;
    const body = html`<main class="small">
      <h1>${t.title}</h1>
      <p>${t.intro}</p>
      <form method="post" action="/login/${encodeURIComponent(code)}"><button class="main">${t.enter}</button></form>
    </main>`;
    return reply.headers(PAGE_HEADERS).send(page({ language, title: t.title, body }));
  });
  server.post('/login/:code', async (request: CodeRequest, reply) => {
    const secret = isFromOurPage(desk, request) ? await beginSession(desk, request.params.code) : null;
    if (secret === null) return refuse(request, reply, 410);
    return reply.header('set-cookie', sessionCookie(desk, secret)).redirect('/admin/jobs', 303);
  });
  server.post('/logout', async (request, reply) => {
    if (!isFromOurPage(desk, request)) return refuse(request, reply, 403);
    const session = await sessionOf(desk, request.headers.cookie);
    if (session) await endSession(desk, session.id);
    return refuse(request, reply.header('set-cookie', forgottenCookie(desk)), 200);
  });
}

/** To whoever is not logged in, and to whom a link does not help any more. */
export function refuse(request: FastifyRequest, reply: FastifyReply, status: 200 | 401 | 403 | 410): FastifyReply {
  const language = languageOf(null, request.headers['accept-language']);
  const t = LOGIN_TEXTS[language];
  const title = status === 410 ? t.title : t.out;
  const body = html`<main class="small">
    <h1>${title}</h1>
    <p>${status === 410 ? t.gone : t.outHow}</p>
  </main>`;
  return reply.code(status).headers(PAGE_HEADERS).send(page({ language, title, body }));
}
