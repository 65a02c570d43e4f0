import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.js';
import { openStage, type Stage, type StagedPost } from './stage.js';

interface Change {
  make(stage: Stage, post: StagedPost): Promise<unknown>;
  undo(stage: Stage, post: StagedPost): Promise<unknown>;
}

const CHANGES: Readonly<Record<string, Change>> = {
  'the client was frozen': {
    make: ({ db }, { clientId }) => sql`update client set frozen_at = now() where id = ${clientId}`.execute(db.sql),
    undo: ({ db }, { clientId }) => sql`update client set frozen_at = null where id = ${clientId}`.execute(db.sql),
  },
  'the approver was removed': {
    make: ({ db }, { editorId }) =>
      sql`update membership set removed_at = now() where member_id = ${editorId}`.execute(db.sql),
    undo: ({ db }, { editorId }) =>
      sql`update membership set removed_at = null where member_id = ${editorId}`.execute(db.sql),
  },
  'the approver may not approve any more': {
    make: ({ db }, { editorId }) =>
      sql`update membership set role = 'author' where member_id = ${editorId}`.execute(db.sql),
    undo: ({ db }, { editorId }) =>
      sql`update membership set role = 'editor' where member_id = ${editorId}`.execute(db.sql),
  },
  'the account was switched off': {
    make: ({ db }, { accountId }) =>
      sql`update social_account set state = 'off' where id = ${accountId}`.execute(db.sql),
    undo: ({ db }, { accountId }) =>
      sql`update social_account set state = 'connected' where id = ${accountId}`.execute(db.sql),
  },
  "the account's queue was held": {
    make: ({ db }, { accountId }) =>
      sql`update social_account set queue_held_at = now() where id = ${accountId}`.execute(db.sql),
    undo: ({ db }, { accountId }) =>
      sql`update social_account set queue_held_at = null where id = ${accountId}`.execute(db.sql),
  },
};

describe('between claim and mark', () => {
  let stage: Stage;
  const posts = new Map<string, StagedPost>();
  /** The workers of one process, each with a post of its own, wait before the mark; then all changes are made. */
  beforeAll(async () => {
    stage = await openStage();
    for (const what of Object.keys(CHANGES)) posts.set(what, await stage.addPost('text'));
    const runners = [...posts.values()].map(({ parts }) => ({
      only: parts.map(({ id }) => id),
      prepares: false,
      stand: { at: 'mark#1:before', act: 'hold' } as const,
    }));
    const worker = stage.start({ runners });
    await worker.stands();
    for (const [what, post] of posts) await CHANGES[what]?.make(stage, post);
    worker.go();
    for (const post of posts.values()) {
      await until('it is given back', async () => (await stage.rows(post))[0]?.lease === null);
    }
    // Long enough for many looks and sweeps.
    await sleep(500);
  }, 120_000);
  afterAll(() => stage[Symbol.asyncDispose]());

  test.each(Object.entries(CHANGES))('%s: nothing leaves, until that is over', async (what, { undo }) => {
    const post = posts.get(what);
    if (!post) throw new Error('there is no such post');
    expect(await stage.picture(post)).toEqual({ state: 'scheduled', attempts: [], live: 0, sent: 0 });
    expect(await stage.rows(post)).toMatchObject([{ lease: null }]);
    await undo(stage, post);
    await until('it is live', async () => (await stage.firstState(post)) === 'published');
    expect(await stage.picture(post)).toEqual({ state: 'published', attempts: ['known'], live: 1, sent: 1 });
  });
});
