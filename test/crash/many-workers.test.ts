import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

const arePublished = async (stage: Stage, posts: readonly StagedPost[]): Promise<boolean> =>
  (await Promise.all(posts.map((post) => stage.rows(post)))).flat().every(({ state }) => state === 'published');

const liveEach = async (stage: Stage, posts: readonly StagedPost[]): Promise<number[]> =>
  (await Promise.all(posts.map((post) => stage.timesLive(post)))).flat();

test('200 due posts and three worker processes: each goes out once', async () => {
  await using stage = await openStage();
  const crew = [stage.start(), stage.start(), stage.start()];
  await Promise.all(crew.map((worker) => worker.ready()));
  // All at the same moment, when all are there.
  const posts = await stage.addPosts(200, new Date(Date.now() + 4_000));
  await until('all are published', () => arePublished(stage, posts), 30_000);
  expect(await liveEach(stage, posts)).toEqual(posts.map(() => 1));
  const sent = (await stage.people.requests()).filter(({ params }) => String(params['text']).startsWith('text of'));
  expect(sent).toHaveLength(200);
  const shares = crew.map((worker) => worker.calls().filter((call) => call.startsWith('request#')).length);
  expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1);
});

test('every alarm rings three times at once in two processes: each post goes out once', async () => {
  await using stage = await openStage();
  // Neither finds anything by itself.
  const alone = { lookEveryMs: 60_000, sweepEveryMs: null, concurrency: 100 };
  const crew = [stage.start(alone), stage.start(alone)];
  await Promise.all(crew.map((worker) => worker.ready()));
  const posts = await stage.addPosts(20);
  const ids = posts.flatMap(({ parts }) => parts.map(({ id }) => id));
  for (const worker of crew) worker.ring(ids.flatMap((id) => [id, id, id]));
  await until('all are published', () => arePublished(stage, posts));
  for (const worker of crew) worker.ring(ids);
  await until('all rings were heard', () =>
    crew.every((worker) => worker.calls().filter((call) => call.startsWith('claim#')).length === 80),
  );
  expect(await liveEach(stage, posts)).toEqual(posts.map(() => 1));
  expect(await stage.people.requests()).toHaveLength(20);
});

test('an alarm that rings before its time, or for nothing, moves nothing', async () => {
  await using stage = await openStage();
  const worker = stage.start({ lookEveryMs: 60_000, sweepEveryMs: null });
  await worker.ready();
  const post = await stage.addPost('text', new Date(Date.now() + 60_000));
  worker.ring([...post.parts.map(({ id }) => id), '00000000-0000-4000-8000-000000000000']);
  await until('both were heard', () => worker.calls().filter((call) => call.startsWith('claim#')).length === 2);
  await until('Postgres rests', () => stage.databaseRests());
  expect(await stage.rows(post)).toMatchObject([{ state: 'scheduled', attempts: [] }]);
  expect(await stage.people.requests()).toEqual([]);
});
