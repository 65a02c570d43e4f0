import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
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

test.concurrent.each(Object.entries(CHANGES))(
  'when %s between claim and mark, nothing leaves, and it goes out when that is over',
  async (_name, { make, undo }) => {
    await using stage = await openStage();
    const post = await stage.addPost('text');
    const worker = stage.start({ stand: { at: 'mark#1:before', act: 'hold' } });
    await worker.stands();
    await make(stage, post);
    worker.go();
    await until('it is given back', async () => (await stage.rows(post))[0]?.lease === null);
    // Long enough for many looks and sweeps.
    await sleep(500);
    expect(await stage.rows(post)).toMatchObject([{ state: 'scheduled', attempts: [], lease: null }]);
    expect(await stage.people.requests()).toEqual([]);
    await undo(stage, post);
    await until('it is live', async () => (await stage.firstState(post)) === 'published');
    expect(await stage.timesLive(post)).toEqual([1]);
  },
);
