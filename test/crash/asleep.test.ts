import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveUnknown } from '../../src/usecases/resolve-unknown.js';
import { until } from '../support/until.js';
import type { DeskChild } from './desk-child.js';
import { openStage, type Picture, type Stage, type StagedPost } from './stage.js';

/** Time enough to fall asleep where it should, on a busy machine. */
const LEASE_MS = 3_000;

/** Where the workers of one process are when it falls asleep, each with a post of its own. */
const PLACES = {
  claimed: 'claimDue#1:after',
  marking: 'mark#1:during',
  marked: 'mark#1:after',
  resent: 'mark#1:after',
  sending: 'request#1:during',
  answered: 'settle#1:before',
  answeredAndResent: 'settle#1:before',
} as const;
type Place = keyof typeof PLACES;

describe('a worker that slept past its lease, while another swept', () => {
  let stage: Stage;
  const before = new Map<Place, Picture>();
  const after = new Map<Place, Picture>();
  /** The other worker died, too, and its lease lapsed. */
  let last: Picture;

  beforeAll(async () => {
    stage = await openStage();
    const posts = await postsAtPlaces(stage);
    const postAt = (place: Place): StagedPost => posts.get(place) ?? fail(place);
    await stage.people.fault({ kind: 'slow', delayMs: 2_000, chatId: postAt('sending').channel });
    const lock = await stage.hinderMarks(postAt('marking'));
    const sleeper = await fallAsleep(stage, posts);
    // Postgres takes the mark while the worker sleeps.
    await lock[Symbol.asyncDispose]();

    const other = stage.start();
    for (const [place, post] of posts) {
      const state = place === 'claimed' ? 'published' : 'unknown';
      await until(`${place} was taken back`, async () => (await stage.firstState(post)) === state);
      before.set(place, await stage.picture(post));
    }
    await sendAgain(stage, postAt('resent'));
    await until('it was sent again', async () => (await stage.firstState(postAt('resent'))) === 'published');
    await other.kill();
    const twice = postAt('answeredAndResent');
    await sendAgain(stage, twice);
    const second = stage.start({
      // Only this one: it must not be another row that it holds before settling.
      runners: [
        { only: twice.parts.map(({ id }) => id), prepares: false, stand: { at: 'settle#1:before', act: 'hold' } },
      ],
      leaseMs: LEASE_MS,
      concurrency: 1,
      sweepEveryMs: null,
    });
    await second.stands();

    await wakes(sleeper, posts.size);
    for (const [place, post] of posts) after.set(place, await stage.picture(post));
    await second.kill();
    stage.start();
    await until('nobody holds it', async () => (await stage.rows(twice))[0]?.lease === null);
    await until('it is published', async () => (await stage.firstState(twice)) === 'published');
    last = await stage.picture(twice);
  }, 120_000);
  afterAll(() => stage[Symbol.asyncDispose]());

  test('before the mark: the other sends it, and it does not', () => {
    expect(after.get('claimed')).toEqual({ state: 'published', attempts: ['known'], live: 1, sent: 1 });
  });

  test.each(['marking', 'marked'] as const)('%s: it sends nothing, and says so', (place) => {
    expect(before.get(place)).toEqual({ state: 'unknown', attempts: ['open'], live: 0, sent: 0 });
    expect(after.get(place)).toEqual({ state: 'failed', attempts: ['refused'], live: 0, sent: 0 });
  });

  test('between mark and request, while a person had it sent again: it sends nothing', () => {
    expect(after.get('resent')).toEqual({ state: 'published', attempts: ['refused', 'known'], live: 1, sent: 1 });
  });

  test('while its request was under way: it went out once, and the row does not deny it', () => {
    expect(before.get('sending')).toEqual({ state: 'unknown', attempts: ['open'], live: 1, sent: 1 });
    // Whether it hears the answer first, or that it is too late for it.
    const heard = { state: 'published', attempts: ['known'], live: 1, sent: 1 };
    expect([heard, before.get('sending')]).toContainEqual(after.get('sending'));
  });

  test('with the answer in its hands: what it knows counts', () => {
    expect(before.get('answered')).toEqual({ state: 'unknown', attempts: ['open'], live: 1, sent: 1 });
    expect(after.get('answered')).toEqual({ state: 'published', attempts: ['known'], live: 1, sent: 1 });
  });

  test('with the answer in its hands, while it was sent again by a person and that worker died: what it knows counts', () => {
    expect(after.get('answeredAndResent')).toEqual({
      state: 'publishing',
      attempts: ['open', 'open'],
      live: 2,
      sent: 2,
    });
    expect(last).toEqual({ state: 'published', attempts: ['known', 'open'], live: 2, sent: 2 });
  });
});

async function postsAtPlaces(stage: Stage): Promise<ReadonlyMap<Place, StagedPost>> {
  const places: Place[] = ['claimed', 'marking', 'marked', 'resent', 'sending', 'answered', 'answeredAndResent'];
  return new Map(await Promise.all(places.map(async (place) => [place, await stage.addPost('text')] as const)));
}

/** Until its leases have lapsed. */
async function fallAsleep(stage: Stage, posts: ReadonlyMap<Place, StagedPost>): Promise<DeskChild> {
  const runners = [...posts].map(([place, { parts }]) => ({
    only: parts.map(({ id }) => id),
    prepares: false,
    stand: { at: PLACES[place], act: 'stop', duringMs: 100 } as const,
  }));
  const sleeper = stage.start({
    runners,
    leaseMs: LEASE_MS,
    concurrency: 1,
    lookEveryMs: 60_000,
    sweepEveryMs: null,
  });
  await sleeper.stands();
  await until('its leases have lapsed', async () => {
    const { rows } = await sql<{ held: boolean }>`
      select exists (select from delivery where lease_until > now()) as held`.execute(stage.db.sql);
    return rows[0]?.held === false;
  });
  return sleeper;
}

/** Each goes on with what it was doing, and looks for more when it is through. */
async function wakes(sleeper: DeskChild, runners: number): Promise<void> {
  const looks = (runner: number): number => sleeper.calls(runner).filter((call) => call.startsWith('claimDue')).length;
  sleeper.wake();
  await until('they look for more', () => Array.from({ length: runners }, (_, i) => looks(i)).every((n) => n > 1));
}

async function sendAgain(stage: Stage, post: StagedPost): Promise<void> {
  const [row] = await stage.rows(post);
  const request = { deliveryId: row?.id ?? '', version: row?.version ?? 0, memberId: post.editorId };
  await resolveUnknown(stage.desk, request, { is: 'not_there' });
}

function fail(place: Place): never {
  throw new Error(`there is no post for ${place}`);
}
