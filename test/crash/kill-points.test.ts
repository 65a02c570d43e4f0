import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import type { Runner } from './desk-child.js';
import { PHASES } from './points.js';
import { openStage, type PostKind, type Row, type Stage, type StagedPost } from './stage.js';

const LONG = process.env['CRASH'] === 'long';
/** All runners of a process must reach their points within two thirds of it. */
const LEASE_MS = 7_500;
/** Points that one process dies at. */
const AT_ONCE = LONG ? 1 : 46;

interface Scenario {
  readonly kind: PostKind;
  readonly prepares: boolean;
}
const SCENARIOS: readonly Scenario[] = [
  { kind: 'text', prepares: false },
  { kind: 'photo', prepares: false },
  { kind: 'photo and text', prepares: false },
  { kind: 'photo and text', prepares: true },
];

/** One post, whose worker is to die at one point. */
interface Case extends Scenario {
  readonly at: string;
  readonly post: StagedPost;
}
interface Killed extends Case {
  /** When its worker was dead. */
  readonly rows: readonly Row[];
  readonly live: readonly number[];
}

test('killed at any await of the runner, a worker leaves nothing that is sent twice, lost, or told wrongly', async () => {
  await using stage = await openStage();
  const calls = await callsOf(stage);
  const todo = SCENARIOS.flatMap((scenario, i) =>
    pointsOf(calls[i] ?? [], scenario).map((at) => Object.assign({ at }, scenario)),
  );
  console.log(`kill points: ${todo.length}${LONG ? ', each in a process of its own' : ''}`);

  const killed: Killed[] = [];
  const lane = async (): Promise<void> => {
    while (todo.length > 0) killed.push(...(await killAt(stage, todo.splice(0, AT_ONCE))));
  };
  await Promise.all([lane(), lane()]);
  await until('leases have lapsed', () => lapsed(stage));
  await recover(stage, killed);
  for (const one of killed) await judge(stage, one);
  await until('cards are shown', async () => {
    const shown = await stage.shownCards();
    return killed.every(({ rows }) => rows.every(({ id, committing }) => committing === null || shown.has(id)));
  });

  const before = await pictureOf(stage, killed);
  await sleep(1_000);
  // Nothing moves by itself.
  expect(await pictureOf(stage, killed)).toEqual(before);
}, 900_000);

/** What runs without any accident await: one for each scenario. */
async function callsOf(stage: Stage): Promise<string[][]> {
  const posts = await Promise.all(SCENARIOS.map(({ kind }) => stage.addPost(kind)));
  await using child = startWith(stage, (i) => ({ ...SCENARIOS[i], post: posts[i] }), SCENARIOS.length);
  for (const [i, post] of posts.entries()) {
    await until('it is live', async () => (await stage.rows(post)).every(({ state }) => state === 'published'));
    // The answer of the last settle is on its way to the process, and then it looks once more.
    await until('it looks once more', () => child.calls(i).at(-1)?.startsWith('claimDue') ?? false);
    expect(await stage.timesLive(post)).toEqual(post.parts.map(() => 1));
    expect(child.calls(i)).toEqual(
      expect.arrayContaining(['claimDue#1', 'mark#1', 'commit#1', 'request#1', 'settle#1']),
    );
  }
  return posts.map((_post, i) => [...child.calls(i)]);
}

/** Each runner does one thing at a time, and nothing by a timer: so it awaits the same calls in the same order every time. */
function startWith(stage: Stage, of: (i: number) => Partial<Case>, count: number) {
  const runners = Array.from({ length: count }, (_, i): Runner => {
    const { post, prepares = false, at } = of(i);
    const stand = at === undefined ? null : ({ at, act: 'kill', duringMs: 6 } as const);
    return { only: post?.parts.map(({ id }) => id) ?? [], prepares, stand };
  });
  return stage.start({ runners, leaseMs: LEASE_MS, concurrency: 1, lookEveryMs: 60_000, sweepEveryMs: null });
}

function pointsOf(calls: readonly string[], { kind }: Scenario): string[] {
  const all = calls.flatMap((call) => PHASES.map((phase) => `${call}:${phase}`));
  // `after` one call is `before` the next, and a photo is sent as a text is.
  if (LONG) return all;
  return all.filter((at) => !at.endsWith(':before') && (kind !== 'photo' || /^(commit|request)/.test(at)));
}

async function killAt(stage: Stage, todo: readonly (Scenario & { at: string })[]): Promise<Killed[]> {
  const cases = await Promise.all(todo.map(async (one) => ({ ...one, post: await stage.addPost(one.kind) })));
  for (const { at, kind, post } of cases) {
    // The effect takes place at once, and the answer does not come before the process is dead.
    const method = kind !== 'text' && at.startsWith('request#1') ? 'sendPhoto' : 'sendMessage';
    const hangs = at.startsWith('request') && at.endsWith(':during');
    if (hangs) await stage.people.fault({ kind: 'slow', delayMs: 60_000, methods: [method], chatId: post.channel });
  }
  await startWith(stage, (i) => cases[i] ?? {}, cases.length).ended();
  await until('what it asked of Postgres is done', () => stage.databaseRests());
  return Promise.all(
    cases.map(async (one) => ({ ...one, rows: await stage.rows(one.post), live: await stage.timesLive(one.post) })),
  );
}

async function lapsed({ db }: Stage): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from delivery where lease_until > now()) as held`.execute(db.sql);
  return rows[0]?.held === false;
}

/** The first one to sweep dies of it, too. */
async function recover(stage: Stage, killed: readonly Killed[]): Promise<void> {
  await stage.start({ stand: { at: 'sweep#1:during', act: 'kill', duringMs: 5 } }).ended();
  stage.start();
  for (const { at, post } of killed) {
    await until(`the post of ${at} is at rest`, async () => isAtRest(await stage.rows(post)), 30_000);
  }
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
  return Promise.all(
    killed.map(async ({ post }) => ({ rows: await stage.rows(post), live: await stage.timesLive(post) })),
  );
}

/** Each part by what its row said when the worker was dead. */
async function judge(stage: Stage, { at, kind, prepares, post, rows: then, live: thenLive }: Killed): Promise<void> {
  const rows = await stage.rows(post);
  const live = await stage.timesLive(post);
  const lost = then.findIndex(({ committing }) => committing !== null);
  const expected = rows.map((_row, i) => {
    if (lost === -1 || i < lost) return { state: 'published', live: 1 };
    if (i > lost) return { state: 'scheduled', live: 0 };
    // The process is dead: what is not there by now will never be.
    return { state: 'unknown', live: liveIfLost(at) ?? thenLive[i] };
  });
  const told = `${kind}${prepares ? ', prepared' : ''}, killed at ${at}`;
  const found = rows.map(({ state }, i) => ({ state, live: live[i] }));
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
