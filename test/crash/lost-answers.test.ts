import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/telegram/people-api.js';
import { resolveUnknown, type Verdict } from '../../src/usecases/resolve-unknown.js';
import { until } from '../support/until.js';
import type { DeskChild } from './desk-child.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

/** A request that is not answered is given up after two thirds of it. */
const LEASE_MS = 3_000;

let stage: Stage;
let worker: DeskChild;
beforeAll(async () => {
  stage = await openStage();
  worker = stage.start({ leaseMs: LEASE_MS, concurrency: 30 });
  await worker.ready();
});
afterAll(() => stage[Symbol.asyncDispose]());

const VERDICTS = [
  { what: 'it is there', verdict: { is: 'there', url: 'https://t.me/c/2000000001/1' }, more: 0, state: 'published' },
  { what: 'it is not there', verdict: { is: 'not_there' }, more: 1, state: 'published' },
  { what: 'leave it', verdict: { is: 'left_alone' }, more: 0, state: 'left' },
] as const satisfies readonly { what: string; verdict: Verdict; more: number; state: string }[];

describe.concurrent.each<[string, Fault, number]>([
  ['cut before the effect', { kind: 'lost-before' }, 0],
  ['cut after the effect', { kind: 'lost-after' }, 1],
  ['of a gateway after the effect', { kind: 'bad-gateway' }, 1],
  ['of a server that fails', { kind: 'error' }, 0],
  ['garbage after the effect', { kind: 'garbage' }, 1],
  ['that never comes', { kind: 'slow', delayMs: 60_000 }, 1],
])('an answer %s', (_name, fault, effects) => {
  test.each(VERDICTS)('is not sent again without a person, who then says: $what', async ({ verdict, more, state }) => {
    const post = await lost(fault);
    expect(await stage.timesLive(post)).toEqual([effects]);
    await isShown(post);
    await staysAsItIs(post);
    await decide(post, verdict);
    await until(`it is ${state}`, async () => (await stage.firstState(post)) === state);
    expect(await stage.timesLive(post)).toEqual([effects + more]);
    await staysAsItIs(post);
  });
});

test.concurrent(
  'a request that takes effect late is found by the person who looks, and sent again by nobody',
  async () => {
    const post = await lost({ kind: 'lost-after', effectHeld: true });
    expect(await stage.timesLive(post)).toEqual([0]);
    await stage.people.releaseEffects();
    await until('it is live', async () => (await stage.timesLive(post))[0] === 1);
    await staysAsItIs(post);
    await decide(post, { is: 'there', url: null });
    expect(await stage.rows(post)).toMatchObject([{ state: 'published', attempts: ['known'] }]);
    await staysAsItIs(post);
  },
);

test.concurrent('an answer that is lost again is asked about again, and the first tap counts once', async () => {
  const post = await lost({ kind: 'lost-before' });
  await stage.people.fault({ kind: 'lost-after', chatId: post.channel });
  const [row] = await stage.rows(post);
  const request = { deliveryId: row?.id ?? '', version: row?.version ?? 0, memberId: post.editorId };
  await resolveUnknown(stage.desk, request, { is: 'not_there' });
  await expect(resolveUnknown(stage.desk, request, { is: 'not_there' })).rejects.toMatchObject({ code: 'stale' });
  await until('it is lost again', async () => (await stage.rows(post))[0]?.attempts.length === 2);
  await until('it is unknown again', async () => (await stage.firstState(post)) === 'unknown');
  expect(await stage.timesLive(post)).toEqual([1]);
  await staysAsItIs(post);
});

test.concurrent('what a lost part holds back goes out when a person says that it is there', async () => {
  const post = await lost({ kind: 'lost-after', methods: ['sendPhoto'] }, 'photo and text');
  expect(await stage.timesLive(post)).toEqual([1, 0]);
  await staysAsItIs(post);
  await decide(post, { is: 'there', url: null });
  await until('all is live', async () => (await stage.rows(post)).every(({ state }) => state === 'published'));
  expect(await stage.timesLive(post)).toEqual([1, 1]);
});

async function lost(fault: Fault, kind: 'text' | 'photo and text' = 'text'): Promise<StagedPost> {
  const post = await stage.addPost(kind, new Date(Date.now() + 3_600_000));
  await stage.people.fault({ ...fault, chatId: post.channel });
  await stage.due(post);
  await until('it is unknown', async () => (await stage.firstState(post)) === 'unknown');
  return post;
}

async function isShown(post: StagedPost): Promise<void> {
  await until('its card is shown', async () => (await stage.shownCards()).has(post.parts[0]?.id ?? ''));
}

/** Long enough for many looks and sweeps. */
async function staysAsItIs(post: StagedPost): Promise<void> {
  const before = { rows: await stage.rows(post), live: await stage.timesLive(post) };
  await sleep(400);
  expect({ rows: await stage.rows(post), live: await stage.timesLive(post) }).toEqual(before);
}

async function decide(post: StagedPost, verdict: Verdict): Promise<void> {
  const row = (await stage.rows(post)).find(({ state }) => state === 'unknown');
  if (!row) throw new Error('nothing is unknown');
  await resolveUnknown(stage.desk, { deliveryId: row.id, version: row.version, memberId: post.editorId }, verdict);
}
