import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { Post } from '../../src/db/entities/post.js';
import { createOrm } from '../../src/db/orm.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { heldCard } from '../../src/reads/held-card.js';
import { readManifest } from '../../src/scripts/backup-format.js';
import { restoreBackup } from '../../src/scripts/read-backup.js';
import { writeBackup } from '../../src/scripts/write-backup.js';
import { systemClock, systemIds } from '../../src/system.js';
import { announceHeld } from '../../src/usecases/announce-held.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createPost } from '../../src/usecases/create-post.js';
import { decideHeld, type HeldDecision } from '../../src/usecases/decide-held.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { schedulePost } from '../../src/usecases/schedule-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { sweep } from '../../src/usecases/sweep.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { createEmptyDatabase, query } from '../support/empty-database.js';
import { openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { openToyNetwork } from '../support/toy-network.js';
import { testVault } from '../support/vault.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const PICTURE = Buffer.from('a picture');

const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
let it: DeskParts;
let dir = '';
let picture = '';
let sentBefore = 0;
const posts: Record<string, string> = {};

/** A desk in the middle of its work is backed up; then all that was on its way goes out, and the desk is lost. */
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copydesk-restore-'));
  it = await openDeskParts([toy.platform]);
  const { desk, store } = it;
  await sql`update membership set role = 'admin' where member_id = ${it.otherEditorId}`.execute(it.db.sql);
  const media = await openDiskStore(join(dir, 'old/media'));
  picture = (await media.put(PICTURE, 1_000)).hash;
  const now = new Date();

  posts.live = await approved('live');
  posts.corrected = await approved('to be corrected');
  await openHandWorker(desk, store).workAt(soon());
  await rewrite(posts.corrected, 'corrected once');
  posts.prepared = await approved('being prepared');
  await store.claim(await partOf(posts.prepared), soon());
  posts.marked = await approved('under way');
  const marked = await store.claim(await partOf(posts.marked), soon());
  if (marked) await store.markCommitting(marked, now);
  posts.soon = await approved('due soon', new Date(now.getTime() + MINUTE));
  posts.later = await approved('due later', new Date(now.getTime() + 3 * DAY));
  posts.inReview = await submitted('in review');
  posts.draft = await drafted('a draft');

  await backup('backup');

  const { memberId } = { memberId: it.scene.editorId };
  await schedulePost(desk, { postId: posts.later, memberId }, new Date(Date.now() + MINUTE));
  await approve(desk, posts.inReview);
  await submitPost(desk, { postId: posts.draft, memberId: it.scene.authorId });
  await approve(desk, posts.draft);
  await openHandWorker(desk, store).workAt(new Date(now.getTime() + 5 * MINUTE));
  await rewrite(posts.corrected, 'corrected twice');
  await openHandWorker(desk, store).workAt(new Date(now.getTime() + 6 * MINUTE));
  expect(toy.log).toEqual(
    expect.arrayContaining(['send due later', 'send due soon', 'send in review', 'send a draft']),
  );
  expect(toy.log.at(-1)).toBe('edit corrected once → corrected twice');
  sentBefore = toy.log.length;
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

describe('after a restore', () => {
  test('nothing that was on its way goes out by itself, whenever it is due', async () => {
    const { desk, work, states } = await restored();
    for (const later of [MINUTE, 60 * MINUTE, 4 * DAY]) {
      await sweep(at(desk, later));
      await work(later);
    }
    expect(toy.log.slice(sentBefore)).toEqual([]);
    const { live, corrected, prepared, marked, soon: due, later, inReview, draft } = posts;
    expect(await states([live, corrected, prepared, marked, due, later, inReview, draft])).toEqual([
      ['part published'],
      ['part published', 'edit cancelled'],
      ['part held'],
      ['part unknown'],
      ['part held'],
      ['part held'],
      [],
      [],
    ]);
  });

  test('what is approved only then may have been live before, and waits too', async () => {
    const { desk, work, states } = await restored();
    await approve(desk, posts.inReview ?? '');
    await submitPost(desk, { postId: posts.draft ?? '', memberId: it.scene.authorId });
    await approve(desk, posts.draft ?? '');
    await work(MINUTE);
    expect(await states([posts.inReview, posts.draft])).toEqual([['part held'], ['part held']]);
    expect(toy.log.slice(sentBefore)).toEqual([]);
  });

  test('what is written then goes out as ever', async () => {
    const { desk, work } = await restored();
    const postId = await approved('after the restore', null, desk);
    await work(MINUTE);
    expect(toy.log.slice(sentBefore)).toEqual(['send after the restore']);
    expect(await numberOf(desk, postId)).toBeGreaterThan(await numberOf(desk, posts.soon ?? ''));
    toy.log.length = sentBefore;
  });

  test('one card asks about all, and a person who has looked keeps the times that are still ahead', async () => {
    const { desk, work, states } = await restored();
    await sweep(desk);
    const card = await heldCard(sqlOutside(desk), it.scene.clientId);
    expect(card).toMatchObject({ count: 3, doubted: 3 });
    expect(await decide(desk, { how: 'keep' })).toBe(2);
    expect(await states([posts.soon, posts.later, posts.prepared])).toEqual([
      ['part scheduled'],
      ['part scheduled'],
      ['part held'],
    ]);
    await work(2 * MINUTE);
    expect(toy.log.slice(sentBefore)).toEqual(['send due soon']);
    toy.log.length = sentBefore;
    expect(await heldCard(sqlOutside(desk), it.scene.clientId)).toMatchObject({ count: 1, doubted: 1 });
  });

  test('media are there, and admins are told once what is missing', async () => {
    const { db, dataDir } = await restored();
    const name = join(dataDir, 'media', picture.slice(0, 2), picture.slice(2, 4), picture);
    expect(await readFile(name)).toEqual(PICTURE);
    const { rows } = await sql<{ payload: object }>`select payload from delivery
      where kind = 'notice' and card_id is null and state = 'scheduled'`.execute(db);
    expect(rows).toEqual([{ payload: expect.objectContaining({ key: 'told-restored' }) }]);
  });
});

describe('a restore is refused, and nothing is written,', () => {
  test('into a database that is used', async () => {
    const manifest = await readManifest(join(dir, 'backup'));
    const into = { ...(await emptyDesk()), orm: it.db.orm };
    await expect(restoreBackup(join(dir, 'backup'), manifest, into)).rejects.toThrow(/needs an empty database/);
  });

  test.each(['tables/post.jsonl.gz', 'manifest.json', 'tables/event.jsonl.gz'])(
    'of one whose %s is damaged',
    async (name) => {
      const damaged = await backup(`damaged-${name.length}-${name.includes('post')}`);
      const bytes = await readFile(join(damaged, name));
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      await writeFile(join(damaged, name), bytes);
      await expect(readManifest(damaged)).rejects.toThrow(`damaged (${name})`);
    },
  );

  test('of one that a newer version made', async () => {
    const manifest = await readManifest(join(dir, 'backup'));
    const newer = { ...manifest, migrations: [...manifest.migrations, '9999-later'] };
    const into = await emptyDesk();
    await expect(restoreBackup(join(dir, 'backup'), newer, into)).rejects.toThrow(/newer version.*9999-later/);
    expect(await query(into.url, `select relname from pg_class where relname = 'client'`)).toEqual([]);
  });

  test('where rows are missing, and the same database can be used again', async () => {
    const manifest = await readManifest(join(dir, 'backup'));
    const tables = manifest.tables.map((table) => ({ ...table, rows: table.rows + (table.name === 'post' ? 1 : 0) }));
    const into = await emptyDesk();
    await expect(restoreBackup(join(dir, 'backup'), { ...manifest, tables }, into)).rejects.toThrow(
      /lacks rows of post/,
    );
    expect(await restoreBackup(join(dir, 'backup'), manifest, into)).toBe(3);
  });
});

test('a backup has its name only when it is whole, and takes none that is taken', async () => {
  const { db, dataDir } = source();
  const broken = { db, dataDir, ownKey: true, madeBy: '0', clock: systemClock, ids: systemIds };
  await expect(writeBackup(broken, join(dir, 'without-key'))).rejects.toThrow();
  expect((await readdir(dir)).filter((name) => name.startsWith('without-key'))).toEqual([]);
  await expect(backup('backup')).rejects.toThrow(/is there already/);
});

test('what is written meanwhile is in it whole or not at all', async () => {
  const writing = Array.from({ length: 6 }, (_, i) => approved(`meanwhile ${i}`, new Date(Date.now() + DAY)));
  const [name] = await Promise.all([backup('meanwhile'), ...writing]);
  const into = await emptyDesk();
  await restoreBackup(name, await readManifest(name), into);
  // The foreign keys have been checked; every approved post has its publication.
  const missing = `select id from post where state = 'approved' and not exists (select from publication where post_id = post.id)`;
  expect(await query(into.url, missing)).toEqual([]);
});

function source() {
  return { db: sqlOutside(it.desk), dataDir: join(dir, 'old') };
}

async function backup(name: string): Promise<string> {
  const to = join(dir, name);
  await writeBackup({ ...source(), ownKey: false, madeBy: '0.1.0', clock: systemClock, ids: systemIds }, to);
  return to;
}

async function emptyDesk() {
  const database = await createEmptyDatabase();
  const orm = await createOrm(database.url, quietLog);
  onTestFinished(async () => {
    await orm.close(true);
    await database.drop();
  });
  const dataDir = await mkdtemp(join(dir, 'new-'));
  return { orm, url: database.url, dataDir, kind: 'sandbox', vault: testVault, now: new Date() } as const;
}

/** The desk as the backup brings it back. */
async function restored() {
  const name = join(dir, 'backup');
  const into = await emptyDesk();
  await restoreBackup(name, await readManifest(name), into);
  const desk: Desk = { ...it.desk, orm: into.orm };
  const db = sqlOutside(desk);
  const worker = openHandWorker(desk, new DeliveryStore(db, MINUTE));
  return {
    desk,
    db,
    dataDir: into.dataDir,
    work: (later: number) => worker.workAt(new Date(Date.now() + later)),
    async states(ids: readonly (string | undefined)[]) {
      const { rows } = await sql<{ post_id: string; state: string }>`
        select u.post_id, d.kind || ' ' || d.state as state from delivery d join publication u on u.id = d.publication_id
        order by d.seq`.execute(db);
      return ids.map((id) => rows.filter((row) => row.post_id === id).map(({ state }) => state));
    },
  };
}

function at(desk: Desk, later: number): Desk {
  return { ...desk, clock: { ...systemClock, now: () => new Date(Date.now() + later) } };
}

function soon(): Date {
  return new Date(Date.now() + 1_000);
}

async function drafted(text: string, desk = it.desk): Promise<string> {
  const { clientId, authorId: memberId } = it.scene;
  const content = { text, entities: [], media: [] };
  const wanted = { clientId, memberId, content, source: `tg:1:${systemIds.uuid()}`, chatId: '1', language: 'en' };
  return (await createPost(desk, wanted)).postId;
}

async function submitted(text: string, desk = it.desk): Promise<string> {
  const postId = await drafted(text, desk);
  await submitPost(desk, { postId, memberId: it.scene.authorId });
  return postId;
}

async function approve(desk: Desk, postId: string): Promise<void> {
  const { revisionId } = await desk.orm.em.fork().findOneOrFail(Post, postId);
  await approvePost(desk, { postId, memberId: it.otherEditorId, revisionId: revisionId ?? '' });
}

async function approved(text: string, dueAt: Date | null = null, desk = it.desk): Promise<string> {
  const postId = await drafted(text, desk);
  if (dueAt) await schedulePost(desk, { postId, memberId: it.scene.authorId }, dueAt);
  await submitPost(desk, { postId, memberId: it.scene.authorId });
  await approve(desk, postId);
  return postId;
}

/** What is live gets other words, approved. */
async function rewrite(postId: string, text: string): Promise<void> {
  const content = { text, entities: [], media: [] };
  await editPost(it.desk, { postId, memberId: it.scene.editorId }, (draft) => ({ ...draft, content }));
  await approve(it.desk, postId);
}

async function partOf(postId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select d.id from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId}`.execute(it.db.sql);
  return rows[0]?.id ?? '';
}

async function numberOf(desk: Desk, postId: string): Promise<number> {
  return (await desk.orm.em.fork().findOneOrFail(Post, postId)).number ?? 0;
}

async function decide(desk: Desk, decision: HeldDecision): Promise<number> {
  await announceHeld(desk, sqlOutside(desk));
  const card = await heldCard(sqlOutside(desk), it.scene.clientId);
  const request = { clientId: it.scene.clientId, memberId: it.scene.editorId, signature: card?.signature ?? '' };
  return decideHeld(desk, request, decision);
}
