import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

async function arePublished({ db }: Stage): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select bool_and(state = 'published') as all from delivery where kind = 'part'`.execute(db.sql);
  return rows[0]?.all === true;
}

const liveEach = async (stage: Stage, posts: readonly StagedPost[]): Promise<number[]> =>
  (await Promise.all(posts.map((post) => stage.timesLive(post)))).flat();

test('200 due posts and three worker processes: each goes out once', async () => {
  await using stage = await openStage();
  const crew = [stage.start(), stage.start(), stage.start()];
  await Promise.all(crew.map((worker) => worker.ready()));
  const posts = await stage.addPosts(200, new Date(Date.now() + 3_600_000));
  await sql`update delivery set due_at = now()`.execute(stage.db.sql);
  await until('all are published', () => arePublished(stage), 30_000);
  expect(await liveEach(stage, posts)).toEqual(posts.map(() => 1));
  const sent = (await stage.people.requests()).filter(({ params }) => String(params['text']).startsWith('text of'));
  expect(sent).toHaveLength(200);
  const shares = crew.map((worker) => worker.calls().filter((call) => call.startsWith('request#')).length);
  expect(shares.filter((share) => share > 0).length).toBeGreaterThan(1);
});

test('every alarm rings three times at once in two processes: each post goes out once, at its time', async () => {
  await using stage = await openStage();
  // Neither finds anything by itself.
  const alone = { lookEveryMs: 60_000, sweepEveryMs: null, concurrency: 100 };
  const crew = [stage.start(alone), stage.start(alone)];
  await Promise.all(crew.map((worker) => worker.ready()));
  const posts = await stage.addPosts(20, new Date(Date.now() + 3_600_000));
  const ids = posts.flatMap(({ parts }) => parts.map(({ id }) => id));
  const heard = (rings: number): Promise<void> =>
    until('all rings were heard', () =>
      crew.every((worker) => worker.calls().filter((call) => call.startsWith('claim#')).length === rings),
    );
  for (const worker of crew) worker.ring(ids);
  await heard(20);
  await until('Postgres rests', () => stage.databaseRests());
  expect(await stage.people.requests()).toEqual([]);

  for (const post of posts) await stage.due(post);
  for (const worker of crew) worker.ring(ids.flatMap((id) => [id, id, id]));
  await until('all are published', () => arePublished(stage));
  for (const worker of crew) worker.ring(ids);
  await heard(100);
  await until('Postgres rests', () => stage.databaseRests());
  expect(await liveEach(stage, posts)).toEqual(posts.map(() => 1));
  expect(await stage.people.requests()).toHaveLength(20);
});
