import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/telegram/people-api.js';
import { until } from '../support/until.js';
import { PHASES } from './points.js';
import { openStage, type PostKind, type Row, type Stage, type StagedPost } from './stage.js';

const LONG = process.env['CRASH'] === 'long';
/** Long enough that a busy machine sends within it, short enough to wait for. */
const LEASE_MS = 4_000;

interface Scenario {
  readonly kind: PostKind;
  readonly prepares: boolean;
}
interface Killed extends Scenario {
  readonly at: string;
  readonly post: StagedPost;
  /** When its worker was dead. */
  readonly rows: readonly Row[];
  readonly live: readonly number[];
}

const SCENARIOS: readonly Scenario[] = [
  { kind: 'text', prepares: false },
  { kind: 'photo and text', prepares: true },
  ...(LONG
    ? ([
        { kind: 'photo', prepares: false },
        { kind: 'photo and text', prepares: false },
      ] as const)
    : []),
];

/** Each a database and a Telegram of its own, so that one does not work on another's posts. */
const LANES = 2;
let lanes: Stage[] = [];
beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: LANES }, () => openStage()));
});
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane[Symbol.asyncDispose]()));
});

test('killed at any await of the runner, a worker leaves nothing that is sent twice, lost, or told wrongly', async () => {
  const todo: (Scenario & { at: string })[] = [];
  for (const scenario of SCENARIOS) {
    const calls = await callsOf(lanes[0], scenario);
    expect(calls).toEqual(expect.arrayContaining(['claimDue#1', 'mark#1', 'commit#1', 'request#1', 'settle#1']));
    todo.push(...pointsOf(calls).map((at) => ({ ...scenario, at })));
  }
  console.log(`kill points: ${todo.length}, ${LONG ? 'all' : 'the short form'}`);

  await Promise.all(
    lanes.map(async (stage) => {
      const killed: Killed[] = [];
      for (let next = todo.shift(); next; next = todo.shift()) killed.push(await killAt(stage, next));
      await recover(stage, killed);
    }),
  );
}, 600_000);

/** What a run without any accident awaits. */
async function callsOf(stage: Stage | undefined, { kind, prepares }: Scenario): Promise<string[]> {
  if (!stage) throw new Error('there is no stage');
  const post = await stage.addPost(kind);
  await using child = startLonely(stage, { prepares });
  await until('it is live', async () => (await stage.rows(post)).every(({ state }) => state === 'published'));
  // The answer of the last settle is on its way to the process, and then it looks once more.
  await until('it looks once more', () => child.calls.at(-1)?.startsWith('claimDue') ?? false);
  expect(await stage.timesLive(post)).toEqual(post.parts.map(() => 1));
  return [...child.calls];
}

/** One thing at a time, nothing by a timer: so every run awaits the same calls in the same order. */
function startLonely(stage: Stage, more: { prepares: boolean; at?: string }) {
  const { prepares, at } = more;
  return stage.start({
    prepares,
    leaseMs: LEASE_MS,
    concurrency: 1,
    lookEveryMs: 60_000,
    sweepEveryMs: null,
    stand: at === undefined ? null : { at, act: 'kill' },
  });
}

/** `after` one call is `before` the next, so the short form leaves `before` out, and `during` where it is like another. */
function pointsOf(calls: readonly string[]): string[] {
  const all = calls.flatMap((call) => PHASES.map((phase) => `${call}:${phase}`));
  if (LONG) return all;
  const last = calls.findLast((call) => call.startsWith('mark')) ?? '';
  const from = calls.length > 10 ? calls.indexOf(last) : 0;
  return all.filter((at, i) => at.endsWith(':after') || (at.endsWith(':during') && i >= from * PHASES.length));
}

async function killAt(stage: Stage, { at, ...scenario }: Scenario & { at: string }): Promise<Killed> {
  const post = await stage.addPost(scenario.kind);
  // The effect takes place at once, and the answer does not come before the process is dead.
  if (at.startsWith('request') && at.endsWith(':during')) await stage.people.fault(slowest(scenario, at));
  const child = startLonely(stage, { ...scenario, at });
  await child.ended();
  await until('what it asked of Postgres is done', () => stage.databaseRests());
  await stage.people.clearFaults();
  // Nothing of it moves until all are dead.
  await sql`update client set frozen_at = now() where id = ${post.clientId}`.execute(stage.db.sql);
  return { ...scenario, at, post, rows: await stage.rows(post), live: await stage.timesLive(post) };
}

function slowest({ kind }: Scenario, at: string): Fault {
  const isPhoto = kind !== 'text' && at.startsWith('request#1');
  return { kind: 'slow', delayMs: 60_000, methods: [isPhoto ? 'sendPhoto' : 'sendMessage'] };
}

async function recover(stage: Stage, killed: readonly Killed[]): Promise<void> {
  await sql`update client set frozen_at = null`.execute(stage.db.sql);
  // The first ones to sweep die of it.
  for (const at of ['sweep#1:during', 'sweep#1:after']) {
    await stage.start({ stand: { at, act: 'kill', duringMs: 5 } }).ended();
  }
  stage.start();
  for (const one of killed) await until(`${one.at} is at rest`, async () => isAtRest(await stage.rows(one.post)));
  for (const one of killed) await judge(stage, one);
  const before = await pictureOf(stage, killed);
  await sleep(1_000);
  // Nothing moves by itself.
  expect(await pictureOf(stage, killed)).toEqual(before);
}

function isAtRest(rows: readonly Row[]): boolean {
  return rows.every(
    ({ state }, i) =>
      state === 'published' ||
      state === 'unknown' ||
      (state === 'scheduled' && rows.slice(0, i).some((earlier) => earlier.state === 'unknown')),
  );
}

async function pictureOf(stage: Stage, killed: readonly Killed[]) {
  const parts = await Promise.all(killed.map(async ({ post }) => stage.rows(post)));
  return { parts, live: (await stage.live()).map(({ id }) => id) };
}

/** Each part by what its row said when the worker was dead. */
async function judge(stage: Stage, { at, kind, prepares, post, rows: then, live: thenLive }: Killed): Promise<void> {
  const rows = await stage.rows(post);
  const live = await stage.timesLive(post);
  const cards = await stage.shownCards();
  const lost = then.findIndex(({ committing }) => committing !== null);
  const found = rows.map(({ id, state }, i) => ({ state, live: live[i], card: cards.has(id) }));
  const expected = rows.map((_row, i) => {
    if (lost === -1 || i < lost) return { state: 'published', live: 1, card: false };
    if (i > lost) return { state: 'scheduled', live: 0, card: false };
    // The process is dead: what is not there by now will never be.
    return { state: 'unknown', live: liveIfLost(at) ?? thenLive[i], card: true };
  });
  const told = `${kind}${prepares ? ', prepared' : ''}, killed at ${at}`;
  expect({ told, parts: found }).toEqual({ told, parts: expected });
  // Also where its row is not asked: never twice, and nothing is live whose attempt was not journalled first.
  expect({ told, twice: live.filter((times) => times > 1) }).toEqual({ told, twice: [] });
  const early = then.filter(({ attempts }, i) => attempts.length === 0 && thenLive[i] !== 0);
  expect({ told, early }).toEqual({ told, early: [] });
}

/** Where the place of death says whether the request took effect. */
function liveIfLost(at: string): number | null {
  if (/^(mark#\d+:(during|after)|(commit|request)#\d+:before)$/.test(at)) return 0;
  if (/^((commit|request)#\d+:after|settle#\d+:(before|during))$/.test(at)) return 1;
  return null;
}
