import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';
import { registerAdmin } from '../../src/http/admin/routes.js';
import { createServer, listen } from '../../src/http/server.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { readiness } from '../../src/reads/readiness.js';
import type { Desk } from '../../src/usecases/desk.js';
import { offerLogin } from '../../src/usecases/offer-login.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type HandWorker, openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { addAdmin, type ApprovedPost, makeApproved, makeScene, type Scene } from '../support/rows.js';
import { silentAlarm } from '../support/silent-alarm.js';
import { openToyNetwork } from '../support/toy-network.js';

export const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });

/** The pages for admins over HTTP, on a real database; each test has a client of its own, and an admin who is logged in. */
export let it: DeskParts;
export let desk: Desk;
export let worker: HandWorker;
let server: FastifyInstance;
export let scene: Scene;
export let url = '';
export let adminId = '';
export let cookie = '';

beforeAll(async () => {
  it = await openDeskParts([toy.platform]);
  desk = { ...it.desk, webAddress: () => url };
  worker = openHandWorker(desk, it.store);
  const ready = () => readiness(it.db.sql, desk.clock.now());
  const alarm = {
    ...silentAlarm,
    look: async () => ({
      rings: 3,
      oldestDueAt: null,
      recurring: [{ name: 'tidy', nextAt: new Date(desk.clock.now().getTime() + 3_600_000), lastAt: null }],
    }),
  };
  server = createServer({ log: quietLog, readiness: ready, sandbox: false });
  await registerAdmin(server, { desk, readiness: ready, alarm, root: PACKAGE_ROOT });
  url = await listen(server, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await it[Symbol.asyncDispose]();
});
beforeEach(async () => {
  toy.log.length = 0;
  toy.faults.length = 0;
  scene = await makeScene(it.db.sql);
  adminId = await addAdmin(it.db.sql, scene.clientId);
  cookie = (await enter()).headers.get('set-cookie')?.split(';')[0] ?? '';
});

export async function enter(): Promise<Response> {
  const { url: given } = await offerLogin(desk, { clientId: scene.clientId, memberId: adminId });
  return fetch(given ?? '', { method: 'POST', headers: fromOurs(), redirect: 'manual' });
}

export const fromOurs = () => ({ origin: url, 'sec-fetch-site': 'same-origin' });

export async function read(query = ''): Promise<string> {
  const response = await fetch(`${url}/admin/jobs${query}`, { headers: { cookie } });
  expect(response.status).toBe(200);
  return response.text();
}

/** The forms of a page, as a browser would send them. */
export function formsOf(page: string, act: string): Record<string, string>[] {
  return [...page.matchAll(/<form method="post" action="\/admin\/jobs">([\s\S]*?)<\/form>/g)]
    .map(([, body = '']) => body)
    .filter((body) => body.includes(`name="act" value="${act}"`))
    .map((body) => ({
      act,
      ...Object.fromEntries(
        [...body.matchAll(/name="(token|back|delivery|version)"\s+value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value.replaceAll('&#38;', '&')],
        ),
      ),
    }));
}

export function send(
  form: Record<string, string>,
  headers: Record<string, string> = { cookie, ...fromOurs() },
): Promise<Response> {
  return fetch(`${url}/admin/jobs`, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });
}

export async function press(query: string, act: string, more: Record<string, string> = {}): Promise<string> {
  const [form] = formsOf(await read(query), act);
  if (!form) throw new Error(`There is no button ${act}`);
  const response = await send({ ...form, ...more });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

export function post(text: string, dueInMs = 0): Promise<ApprovedPost> {
  return makeApproved(it.db.sql, scene, { dueAt: new Date(Date.now() + dueInMs), texts: [text] });
}

export async function stateOf({ parts }: ApprovedPost): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from delivery where id = ${parts[0] ?? ''}`.execute(
    it.db.sql,
  );
  return rows[0]?.state;
}

export async function ended(text: string, fault: PlatformError): Promise<ApprovedPost> {
  const made = await post(text);
  toy.faults.push(fault);
  const claimed = await it.store.claim(made.parts[0] ?? '', new Date(Date.now() + 1_000));
  if (!claimed) throw new Error('It may not leave');
  await worker.run(claimed);
  return made;
}

export const refusal = () => new PlatformError('rejected', 'no', { effect: 'none' });
export const lostAnswer = () => new PlatformError('timeout', 'lost');

/** What follows is about another client's post. */
export async function elsewhere<T>(channel: string, work: () => Promise<T>): Promise<T> {
  const own = scene;
  scene = await makeScene(it.db.sql, channel);
  const result = await work();
  scene = own;
  return result;
}

export async function whyLate(): Promise<string | undefined> {
  return /class="why">\s*([^<]*?)\s*</.exec(await read('?view=late'))?.[1];
}
