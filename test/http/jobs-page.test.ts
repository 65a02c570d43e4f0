import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';
import { registerAdmin } from '../../src/http/admin/routes.js';
import { createServer, listen } from '../../src/http/server.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { readiness } from '../../src/reads/readiness.js';
import type { Desk } from '../../src/usecases/desk.js';
import { offerLogin } from '../../src/usecases/offer-login.js';
import { launchBrowser } from '../support/browser.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type HandWorker, openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { addAdmin, type ApprovedPost, makeApproved, makeScene, type Scene } from '../support/rows.js';
import { silentAlarm } from '../support/silent-alarm.js';
import { openToyNetwork } from '../support/toy-network.js';

const SHOTS = join(PACKAGE_ROOT, 'test-output', 'jobs');
const MINUTE_MS = 60_000;
const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });

let it: DeskParts;
let desk: Desk;
let worker: HandWorker;
let server: FastifyInstance;
let scene: Scene;
let url = '';
let adminId = '';
let cookie = '';

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

async function enter(): Promise<Response> {
  const { url: given } = await offerLogin(desk, { clientId: scene.clientId, memberId: adminId });
  return fetch(given ?? '', { method: 'POST', headers: fromOurs(), redirect: 'manual' });
}

const fromOurs = () => ({ origin: url, 'sec-fetch-site': 'same-origin' });

async function read(query = ''): Promise<string> {
  const response = await fetch(`${url}/admin/jobs${query}`, { headers: { cookie } });
  expect(response.status).toBe(200);
  return response.text();
}

/** The forms of a page, as a browser would send them. */
function formsOf(page: string, act: string): Record<string, string>[] {
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

function send(
  form: Record<string, string>,
  headers: Record<string, string> = { cookie, ...fromOurs() },
): Promise<Response> {
  return fetch(`${url}/admin/jobs`, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });
}

async function press(query: string, act: string, more: Record<string, string> = {}): Promise<string> {
  const [form] = formsOf(await read(query), act);
  if (!form) throw new Error(`There is no button ${act}`);
  const response = await send({ ...form, ...more });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

function post(text: string, dueInMs = 0): Promise<ApprovedPost> {
  return makeApproved(it.db.sql, scene, { dueAt: new Date(Date.now() + dueInMs), texts: [text] });
}

async function stateOf({ parts }: ApprovedPost): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from delivery where id = ${parts[0] ?? ''}`.execute(
    it.db.sql,
  );
  return rows[0]?.state;
}

async function ended(text: string, fault: PlatformError): Promise<ApprovedPost> {
  const made = await post(text);
  toy.faults.push(fault);
  const claimed = await it.store.claim(made.parts[0] ?? '', new Date(Date.now() + 1_000));
  if (!claimed) throw new Error('It may not leave');
  await worker.run(claimed);
  return made;
}

const refusal = () => new PlatformError('rejected', 'no', { effect: 'none' });
const lostAnswer = () => new PlatformError('timeout', 'lost');

describe('the page', () => {
  test('is for admins who are logged in', async () => {
    const response = await fetch(`${url}/admin/jobs`);
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(text).toContain('Write /login to the bot');
    expect(text).not.toContain('Daily Bean');
  });

  test('shows what goes next, and where each thing that does not go is', async () => {
    await post('In an hour <b>', 3_600_000);
    await post('Was due long ago', -5 * MINUTE_MS);
    await ended('Was refused', refusal());
    await ended('Lost its answer', lostAnswer());
    const next = await read();
    expect(next).toContain('In an hour &#60;b&#62;');
    expect(next).not.toContain('Was due long ago');
    expect(await read('?view=late')).toContain('look whether a worker process is running');
    expect(await read('?view=failed')).toContain('turned it down by its own rules');
    expect(await read('?view=unknown')).toContain('Look there first');
    expect(await read('?view=held')).toContain('Nothing is held');
    for (const query of ['?view=nonsense', '?account=x&after=y', "?after=2026-11-21'--"])
      expect(await read(query)).toContain('In an hour');
  });

  test('says what is in the way', async () => {
    await post('Waits', -5 * MINUTE_MS);
    const { accountId, clientId } = scene;
    const db = it.db.sql;
    const why = async () => /class="why">\s*([^<]*?)\s*</.exec(await read('?view=late'))?.[1];
    await sql`insert into rate_limit (scope, until) values (${`account:${accountId}`}, now() + interval '1 hour')`.execute(
      db,
    );
    expect(await why()).toMatch(/^The network takes nothing more until /);
    await sql`update social_account set state = 'token_expired' where id = ${accountId}`.execute(db);
    expect(await why()).toMatch(/^Its account is not connected/);
    await sql`update social_account set queue_held_at = now() where id = ${accountId}`.execute(db);
    expect(await why()).toMatch(/^Its account stands still/);
    await sql`update client set frozen_at = now() where id = ${clientId}`.execute(db);
    expect(await why()).toBe('The desk is frozen.');
  });

  test('shows nothing of another client', async () => {
    const own = scene;
    scene = await makeScene(it.db.sql, '-100600');
    await post('Of somebody else', 3_600_000);
    const { accountId } = scene;
    scene = own;
    expect(await read()).not.toContain('Of somebody else');
    expect(await read(`?account=${accountId}`)).not.toContain('Of somebody else');
  });

  test('is turned until the end, with everything once', async () => {
    const at = new Date(Date.now() + 3_600_000);
    for (let place = 0; place < 27; place += 1)
      await makeApproved(it.db.sql, scene, { dueAt: at, texts: [`Post no. ${place}.`] });
    const first = await read();
    const more = /href="(\/admin\/jobs\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&#38;', '&') ?? '';
    const second = await read(more.replace('/admin/jobs', ''));
    const seen = [first, second].flatMap((page) =>
      [...page.matchAll(/Post no\. (\d+)\./g)].map(([, no]) => Number(no)),
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, place) => place));
    expect(second).not.toContain('Show more');
  });
});

describe('a person’s word', () => {
  test('tries again what failed, as that member', async () => {
    const made = await ended('Was refused', refusal());
    expect(await press('?view=failed', 'retry')).toBe('/admin/jobs?view=failed&done=retry');
    await worker.workAt(new Date(Date.now() + 1_000));
    expect(await stateOf(made)).toBe('published');
    const { rows } = await sql<{
      member_id: string;
    }>`select member_id from event where delivery_id = ${made.parts[0] ?? ''}
      and what = 'delivery.reopen'`.execute(it.db.sql);
    expect(rows).toEqual([{ member_id: adminId }]);
  });

  test('takes back what has not left', async () => {
    const made = await post('Not to go', 3_600_000);
    await press('', 'cancel');
    expect(await stateOf(made)).toBe('cancelled');
  });

  test.each([
    ['there', { url: 'https://example.org/post/telegram-77' }, 'published'],
    ['not_there', {}, 'scheduled'],
    ['leave', {}, 'left'],
  ] as const)('decides what became of a lost answer (%s)', async (act, more, state) => {
    const made = await ended('Lost its answer', lostAnswer());
    await press('?view=unknown', act, more);
    expect(await stateOf(made)).toBe(state);
  });

  test('changes nothing from a page that is outdated, and says so', async () => {
    const made = await ended('Was refused', refusal());
    const [form = {}] = formsOf(await read('?view=failed'), 'retry');
    const both = await Promise.all([send(form), send(form)]);
    const where = both.map(({ headers }) => headers.get('location')).toSorted();
    expect(where).toEqual(['/admin/jobs?view=failed&done=retry', '/admin/jobs?view=failed&refused=stale']);
    expect(await read('?view=failed&refused=stale')).toContain('nothing was done');
    await worker.workAt(new Date(Date.now() + 1_000));
    expect(await stateOf(made)).toBe('published');
    expect(toy.log.filter((sent) => sent === 'send Was refused')).toHaveLength(2);
  });

  test('is refused from anywhere but a page of this session', async () => {
    const made = await post('Stays', 3_600_000);
    const [form = {}] = formsOf(await read(), 'cancel');
    const others: [Record<string, string>, Record<string, string>][] = [
      [form, { cookie, origin: 'https://evil.example' }],
      [form, { cookie, origin: url, 'sec-fetch-site': 'same-site' }],
      [form, { cookie }],
      [
        { ...form, token: 'guess' },
        { cookie, ...fromOurs() },
      ],
      [
        { ...form, version: '-1' },
        { cookie, ...fromOurs() },
      ],
    ];
    for (const [body, headers] of others) expect((await send(body, headers)).status).toBe(403);
    expect((await send(form, fromOurs())).status).toBe(401);
    const other = (await enter()).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await send(form, { cookie: other, ...fromOurs() })).status).toBe(403);
    expect(await stateOf(made)).toBe('scheduled');
  });

  test('reaches no delivery of another client', async () => {
    const own = scene;
    scene = await makeScene(it.db.sql, '-100700');
    const made = await post('Of somebody else', 3_600_000);
    scene = own;
    await post('Ours', 3_600_000);
    const location = await press('', 'cancel', { delivery: made.parts[0] ?? '', version: '1' });
    expect(location).toBe('/admin/jobs?view=next&refused=not_member');
    expect(await stateOf(made)).toBe('scheduled');
  });

  test('leads back to no other site', async () => {
    await post('Not to go', 3_600_000);
    expect(await press('', 'cancel', { back: 'https://evil.example/admin/jobs?view=held' })).toBe(
      '/admin/jobs?view=held&done=cancel',
    );
  });
});

describe('in a browser without JavaScript', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'uk' },
    { name: 'desktop', viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en' },
  ] as const)('an admin logs in, decides and logs out ($name)', async ({ name, viewport, colorScheme, locale }) => {
    await post(
      'Fresh beans from Ethiopia: floral, with a long sweetness. Come and taste them on Saturday morning!',
      3_600_000,
    );
    await post('Was due long ago', -5 * MINUTE_MS);
    await ended('Too much of a good thing', refusal());
    const lost = await ended('Opening hours over the holidays', lostAnswer());
    const context = await browser.newContext({ viewport, colorScheme, locale, javaScriptEnabled: false });
    const page = await context.newPage();
    const shot = (what: string) => page.screenshot({ path: join(SHOTS, `${name}-${what}.png`), fullPage: true });
    const { url: given } = await offerLogin(desk, { clientId: scene.clientId, memberId: adminId });
    await page.goto(given ?? '');
    await shot('1-login');
    await page.locator('button').click();
    await shot('2-next');
    await fits(page, viewport.width);
    for (const view of ['late', 'failed']) {
      await page.locator(`nav a[href*="view=${view}"]`).click();
      await shot(`3-${view}`);
      await fits(page, viewport.width);
    }
    await page.locator('nav a[href*="view=unknown"]').click();
    await page.locator('details.decide > summary').click();
    await shot('4-unknown');
    await page.locator('button[value="leave"]').click();
    await shot('5-done');
    expect(await stateOf(lost)).toBe('left');
    await page.locator('form[action="/logout"] button').click();
    await page.goto(`${url}/admin/jobs`);
    await shot('6-out');
    expect(await page.locator('nav').count()).toBe(0);
    await context.close();
  });
});

async function fits(page: Page, width: number): Promise<void> {
  for (const box of await Promise.all((await page.locator('header, main, nav a, .job, .rows li, button').all()).map((one) => one.boundingBox())))
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width + 1);
}
