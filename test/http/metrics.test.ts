import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMetricCounters } from '../../src/db/metric-counters.js';
import { SCOPES } from '../../src/domain/access.js';
import { PlatformError } from '../../src/domain/failure.js';
import { registerMetrics } from '../../src/http/metrics.js';
import { createServer, listen } from '../../src/http/server.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import type { AlarmState } from '../../src/ports.js';
import { deskMetrics } from '../../src/reads/metrics.js';
import { readiness } from '../../src/reads/readiness.js';
import { createApiToken } from '../../src/usecases/create-api-token.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { readExposition, type Scraped } from '../support/exposition.js';
import { openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { makeApproved } from '../support/rows.js';
import { openToyNetwork } from '../support/toy-network.js';

const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
const tally = createMetricCounters();
const TOKEN = 'a-token-that-opens-it';
const alarmState: AlarmState = {
  store: 'postgres',
  up: true,
  since: new Date(0),
  lastError: null,
  waiting: 2,
  dropped: 1,
  connected: 1,
};
let it: DeskParts;
let server: FastifyInstance;
let url = '';
let later = 0;

beforeAll(async () => {
  it = await openDeskParts([toy.platform]);
  const clock = { ...it.desk.clock, now: () => new Date(it.desk.clock.now().getTime() + later) };
  const desk = { ...it.desk, clock };
  const ready = () => readiness(it.db.sql, clock.now());
  server = createServer({ log: quietLog, readiness: ready, sandbox: false });
  registerMetrics(server, {
    desk,
    readiness: ready,
    alarm: {
      state: () => alarmState,
      look: async () => ({ rings: 3, oldestDueAt: new Date(clock.now().getTime() - 4_000), recurring: [] }),
    },
    version: '1.2.3"\\',
    tally,
    adminToken: TOKEN,
  });
  server.post('/api/instagram/webhook', async (request, reply) =>
    reply.code(Number(request.headers['x-status'])).send(),
  );
  url = await listen(server, { host: '127.0.0.1', port: 0 });
  await make();
});
afterAll(async () => {
  await server.close();
  await it[Symbol.asyncDispose]();
});

/** One that went out in time, one that failed, one whose answer was lost, one that is due, one that is to come and one that is held. */
async function make(): Promise<void> {
  const now = it.desk.clock.now();
  const at = (ms: number) => ({ dueAt: new Date(now.getTime() + ms) });
  const { scene, db } = it;
  for (const [fault, ms] of [
    [null, -300],
    [new PlatformError('rejected', 'no', { effect: 'none' }), -3_000],
    [new PlatformError('timeout', 'lost'), -200_000],
  ] as const) {
    const made = await makeApproved(db.sql, scene, { ...at(ms), texts: ['one', 'two'] });
    // As a wait does: lateness counts from the planned time all the same.
    await sql`update delivery set due_at = ${now} where id = ${made.parts[0] ?? ''}`.execute(db.sql);
    if (fault) toy.faults.push(fault);
    const claimed = await it.store.claim(made.parts[0] ?? '', now);
    if (!claimed) throw new Error('It may not leave');
    await openHandWorker(it.desk, it.store, undefined, tally).run(claimed);
  }
  await makeApproved(db.sql, scene, { ...at(-60_000), texts: ['due', 'then'] });
  await makeApproved(db.sql, scene, { ...at(3_600_000), texts: ['to come'] });
  const held = await makeApproved(db.sql, scene, { ...at(-7_200_000), texts: ['held'] });
  await sql`update delivery set state = 'held' where id = any(${[...held.parts]}::uuid[])`.execute(db.sql);
  for (const status of ['200', '200', '401', '503', '422'])
    await fetch(`${url}/api/instagram/webhook`, { method: 'POST', headers: { 'x-status': status } });
  await tally.write(db.sql);
}

async function scrape(): Promise<Scraped> {
  later += 60_000;
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return readExposition(await response.text());
}

function valueOf({ samples }: Scraped, name: string, labels: Record<string, string> = {}): number | undefined {
  const fits = (own: Readonly<Record<string, string>>) =>
    Object.entries(labels).every(([key, value]) => own[key] === value);
  return samples.find((sample) => sample.name === name && fits(sample.labels))?.value;
}

test('what is open and what came of it is told by network and state', async () => {
  const scraped = await scrape();
  const open = (state: string) => valueOf(scraped, 'copydesk_publications', { platform: 'telegram', state });
  expect([open('scheduled'), open('held'), open('unknown'), open('failed'), open('published')]).toEqual([
    2,
    1,
    1,
    1,
    undefined,
  ]);
  const ended = (state: string) => valueOf(scraped, 'copydesk_publications_ended_total', { state });
  expect([ended('published'), ended('failed'), ended('unknown')]).toEqual([1, 1, 1]);
  const tries = (result: string) => valueOf(scraped, 'copydesk_attempts_total', { kind: 'part', result });
  expect([tries('ok'), tries('rejected'), tries('timeout')]).toEqual([1, 1, 1]);
  expect(valueOf(scraped, 'copydesk_deliveries_due', { kind: 'part' })).toBe(1);
  expect(valueOf(scraped, 'copydesk_oldest_due_seconds', { kind: 'part' })).toBeGreaterThanOrEqual(60);
  expect(valueOf(scraped, 'copydesk_unknown_oldest_seconds')).toBeGreaterThanOrEqual(60);
  expect(valueOf(scraped, 'copydesk_alarm_lag_seconds')).toBeCloseTo(4, 0);
  expect(valueOf(scraped, 'copydesk_build_info', { version: '1.2.3\\"\\\\' })).toBe(1);
});

test('lateness is a histogram whose buckets hold those below them', async () => {
  const scraped = await scrape();
  const upTo = (le: string) => valueOf(scraped, 'copydesk_lateness_seconds_bucket', { platform: 'telegram', le });
  expect([upTo('0.1'), upTo('1'), upTo('5'), upTo('60'), upTo('300'), upTo('+Inf')]).toEqual([0, 1, 2, 2, 3, 3]);
  expect(valueOf(scraped, 'copydesk_lateness_seconds_count')).toBe(3);
  expect(valueOf(scraped, 'copydesk_lateness_seconds_sum')).toBeGreaterThan(203);
});

test('webhooks are counted by sender and outcome', async () => {
  const scraped = await scrape();
  const of = (outcome: string) =>
    valueOf(scraped, 'copydesk_webhook_requests_total', { source: 'instagram', outcome }) ?? 0;
  expect(['accepted', 'unauthenticated', 'overloaded', 'refused'].map(of)).toEqual([2, 1, 1, 1]);
});

test('what a frozen client has waiting is not due', async () => {
  const { sql: db } = it.db;
  await sql`update client set frozen_at = now()`.execute(db);
  const scraped = await scrape();
  expect(valueOf(scraped, 'copydesk_deliveries_due', { kind: 'part' })).toBe(0);
  expect(valueOf(scraped, 'copydesk_oldest_due_seconds', { kind: 'part' })).toBe(0);
  expect(valueOf(scraped, 'copydesk_clients_frozen')).toBe(1);
  await sql`update client set frozen_at = null`.execute(db);
});

test('what several processes count at once adds up, and what could not be written is not lost', async () => {
  const [one, other] = [createMetricCounters(), createMetricCounters()];
  for (let time = 0; time < 10; time += 1) {
    for (const result of ['ok', 'network']) for (const each of [one, other]) each.add('sums', { result });
    await Promise.all([one, other].map((each) => each.write(it.db.sql)));
  }
  one.add('sums', { result: 'ok' });
  const broken = it.db.sql.withSchema('nowhere');
  await sql`alter table metric_counter rename to away`.execute(it.db.sql);
  await expect(one.write(broken)).rejects.toThrow('metric_counter');
  await sql`alter table away rename to metric_counter`.execute(it.db.sql);
  await one.write(it.db.sql);
  const { counters } = await deskMetrics(it.db.sql, new Date());
  const sums = counters.filter(({ name }) => name === 'sums').map(({ labels, value }) => [labels.result, value]);
  expect(sums).toEqual([
    ['network', 20],
    ['ok', 21],
  ]);
});

test.each([
  ['this machine', {}, 200],
  ['a proxy on this machine that we were not told of', { 'x-forwarded-for': '10.0.0.1' }, 401],
  ['a proxy, with a token', { 'x-forwarded-for': '203.0.113.1', authorization: `Bearer ${TOKEN}` }, 200],
  ['this machine, with a token that is nobody’s', { authorization: 'Bearer guess' }, 401],
])('is asked from %s', async (_where, headers, status) => {
  const response = await fetch(`${url}/metrics`, { headers });
  expect(response.status).toBe(status);
  expect((await response.text()).includes('copydesk_')).toBe(status === 200);
});

test.each([
  ['an admin’s, to manage', 'admin', ['manage'], 200],
  ['an admin’s, to read', 'admin', ['read', 'write'], 401],
  ['one that may do no more than an editor', 'editor', ['manage'], 401],
] as const)('is asked with a token that is %s', async (_whose, role, scopes, status) => {
  const { clientId, editorId: memberId } = it.scene;
  await sql`update membership set role = 'admin' where member_id = ${memberId}`.execute(it.db.sql);
  const wanted = { clientId, memberId, name: 'Scraper', role, scopes, scopesAtMost: SCOPES, expiresAt: null };
  const { token } = await createApiToken(it.desk, wanted);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await server.inject({ url: '/metrics', headers, remoteAddress: '8.8.8.8' });
  expect(answer.statusCode).toBe(status);
});

test.each([
  ['10.1.2.3', 200],
  ['192.168.7.7', 200],
  ['172.20.0.5', 200],
  ['::ffff:172.20.0.5', 200],
  ['fd00::1', 200],
  ['172.32.0.1', 401],
  ['8.8.8.8', 401],
  ['2a00::1', 401],
])('is answered to %s with %i', async (remoteAddress, status) => {
  expect((await server.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(status);
});

test('where a proxy need not say that it is one, every address needs a token', async () => {
  const ready = () => readiness(it.db.sql, new Date());
  const behind = createServer({ log: quietLog, readiness: ready, sandbox: false });
  const alarm = { state: () => alarmState, look: async () => null };
  const parts = { desk: it.desk, readiness: ready, alarm, version: '1', tally, adminToken: TOKEN };
  registerMetrics(behind, { ...parts, hasHiddenProxy: true });
  const statusWith = async (headers: Record<string, string>) =>
    (await behind.inject({ url: '/metrics', headers })).statusCode;
  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ authorization: `Bearer ${TOKEN}` })).toBe(200);
  await behind.close();
});

test('the dashboard asks for nothing that is not there, and for everything of ours', async () => {
  const scraped = await scrape();
  const asked = new Set(
    expressions().flatMap((text) => [...text.matchAll(/\b(?:copydesk|nodejs|process)_\w+/g)].map(([name]) => name)),
  );
  const there = new Set(scraped.samples.map(({ name }) => name));
  // Nothing has gone out by a heartbeat here.
  there.add('copydesk_heartbeat_age_seconds');
  expect([...asked].filter((name) => !there.has(name))).toEqual([]);
  const ours = [...there].filter((name) => name.startsWith('copydesk_'));
  expect(ours.filter((name) => !asked.has(name))).toEqual([]);
});

test('each metric says its type, and counters end in _total', async () => {
  const { types, samples } = await scrape();
  const family = (name: string) => (types.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''));
  expect(samples.filter(({ name }) => !types.has(family(name)))).toEqual([]);
  const ours = [...types].filter(([name]) => name.startsWith('copydesk_'));
  expect(ours.filter(([name, type]) => (type === 'counter') !== name.endsWith('_total'))).toEqual([]);
});

function expressions(): string[] {
  const dashboard = readFileSync(join(PACKAGE_ROOT, 'src/http/grafana-dashboard.json'), 'utf8');
  const found: string[] = [];
  JSON.parse(dashboard, (key: string, value: unknown) => {
    if ((key === 'expr' || key === 'definition') && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}
