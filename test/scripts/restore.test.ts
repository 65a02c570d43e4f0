import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { Post } from '../../src/db/entities/post.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { heldCard } from '../../src/reads/held-card.js';
import { readManifest } from '../../src/scripts/backup-format.js';
import { restoreBackup } from '../../src/scripts/read-backup.js';
import { systemClock } from '../../src/system.js';
import { acceptInvitation } from '../../src/usecases/accept-invitation.js';
import { decideHeld } from '../../src/usecases/decide-held.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { inviteMember } from '../../src/usecases/invite-member.js';
import { offerLogin } from '../../src/usecases/offer-login.js';
import { offerUpload } from '../../src/usecases/offer-upload.js';
import { schedulePost } from '../../src/usecases/schedule-post.js';
import { sweep } from '../../src/usecases/sweep.js';
import { beginSession } from '../../src/usecases/web-session.js';
import { openHandWorker } from '../support/hand-worker.js';
import { type OldDesk, openEmpty, openOldDesk } from './old-desk.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const PICTURE = Buffer.from('a picture');

let old: OldDesk;
const PERSON = { telegramId: '4711', name: 'Somebody', username: null, language: null };

let picture = '';
let invited = '';
let logBefore: readonly string[] = [];
let posts: Awaited<ReturnType<typeof workUntilBackup>>;

/** A desk in the middle of its work is backed up; then all that was on its way goes out, and the desk is lost. */
beforeAll(async () => {
  old = await openOldDesk();
  posts = await workUntilBackup();
  const { desk, store, scene } = old.parts;
  const worker = openHandWorker(desk, store);
  const now = Date.now();
  await schedulePost(desk, { postId: posts.later, memberId: scene.editorId }, new Date(now + MINUTE));
  await old.approve(posts.inReview);
  await old.approve(await old.submitted(posts.draft));
  await worker.workAt(new Date(now + 5 * MINUTE));
  await old.rewrite(posts.corrected, 'corrected twice');
  await worker.workAt(new Date(now + 6 * MINUTE));
  logBefore = [...old.toy.log];
});
afterAll(() => old[Symbol.asyncDispose]());

test('before it, all of it had gone out', () => {
  const sent = ['due soon', 'due later', 'in review', 'a draft'].map((text) => `send ${text}`);
  expect(logBefore).toEqual(expect.arrayContaining([...sent, 'edit corrected once → corrected twice']));
});

test('nothing that was on its way goes out by itself, whenever it is due', async () => {
  const { desk, work, states, sent } = await restored();
  for (const later of [MINUTE, 60 * MINUTE, 4 * DAY]) {
    await sweep({ ...desk, clock: { ...systemClock, now: () => new Date(Date.now() + later) } });
    await work(later);
  }
  expect(sent()).toEqual([]);
  expect(await states()).toEqual({
    live: ['part published'],
    corrected: ['part published', 'edit cancelled'],
    prepared: ['part held'],
    marked: ['part unknown'],
    soon: ['part held'],
    later: ['part held'],
    inReview: [],
    draft: [],
  });
});

test('what is approved only then may be live already, and waits too', async () => {
  const { desk, work, states, sent } = await restored();
  await old.approve(posts.inReview, desk);
  await old.approve(await old.submitted(posts.draft, desk), desk);
  await work(MINUTE);
  expect(await states()).toMatchObject({ inReview: ['part held'], draft: ['part held'] });
  expect(sent()).toEqual([]);
});

test('what is written then goes out as ever, under a number of its own', async () => {
  const { desk, work, sent } = await restored();
  const postId = await old.approved('after the restore', null, desk);
  await work(MINUTE);
  expect(sent()).toEqual(['send after the restore']);
  expect(await numberOf(desk, postId)).toBeGreaterThan(await numberOf(desk, posts.draft));
});

test('one card asks about all, and a person who has looked keeps the times that are still ahead', async () => {
  const { desk, db, work, states, sent } = await restored();
  const { clientId, editorId: memberId } = old.parts.scene;
  await sweep(desk);
  const card = await heldCard(db, clientId);
  expect(card).toMatchObject({ count: 3, doubted: 3 });
  const request = { clientId, memberId, signature: card?.signature ?? '' };
  expect(await decideHeld(desk, request, { how: 'keep' })).toBe(2);
  expect(await states()).toMatchObject({
    soon: ['part scheduled'],
    later: ['part scheduled'],
    prepared: ['part held'],
  });
  await work(2 * MINUTE);
  expect(sent()).toEqual(['send due soon']);
  expect(await heldCard(db, clientId)).toMatchObject({ count: 1, doubted: 1 });
});

test('media are there, and admins are told once what is missing', async () => {
  const { db, dataDir } = await restored();
  const name = join(dataDir, 'media', picture.slice(0, 2), picture.slice(2, 4), picture);
  expect(await readFile(name)).toEqual(PICTURE);
  const { rows } = await sql<{ payload: object }>`select payload from delivery
    where kind = 'notice' and card_id is null and state = 'scheduled'`.execute(db);
  expect(rows).toEqual([{ payload: expect.objectContaining({ key: 'told-restored' }) }]);
});

test('no link and no session lets anybody in who may have been shut out since', async () => {
  const { db } = await restored();
  for (const open of [
    'session where ended_at is null',
    'login_link where used_at is null',
    'upload_link where used_at is null',
    'invitation where revoked_at is null',
  ])
    expect((await sql.raw(`select 1 from ${open}`).execute(db)).rows).toEqual([]);
  // Where nothing was restored it is good.
  expect(await acceptInvitation(old.parts.desk, { code: invited, person: PERSON })).toMatchObject({ role: 'admin' });
});

async function workUntilBackup() {
  const { desk, store, db, otherEditorId } = old.parts;
  await sql`update membership set role = 'admin' where member_id = ${otherEditorId}`.execute(db.sql);
  const media = await openDiskStore(join(old.dir, 'old/media'));
  picture = (await media.put(PICTURE, 1_000)).hash;
  const [live, corrected] = [await old.approved('live'), await old.approved('to be corrected')];
  await openHandWorker(desk, store).workAt(soon());
  await old.rewrite(corrected, 'corrected once');
  const prepared = await old.approved('being prepared');
  await store.claim(await partOf(prepared), soon());
  const marked = await old.approved('under way');
  const claimed = await store.claim(await partOf(marked), soon());
  if (!claimed) throw new Error('It may not leave');
  await store.markCommitting(claimed, soon());
  const made = {
    live,
    corrected,
    prepared,
    marked,
    soon: await old.approved('due soon', new Date(Date.now() + MINUTE)),
    later: await old.approved('due later', new Date(Date.now() + 3 * DAY)),
    inReview: await old.submitted(await old.drafted('in review')),
    draft: await old.drafted('a draft'),
  };
  const who = { clientId: old.parts.scene.clientId, memberId: otherEditorId };
  invited = (await inviteMember(desk, { ...who, role: 'admin' })).code;
  const paged = { ...desk, webAddress: () => 'https://desk.example.org' };
  const login = (await offerLogin(paged, who)).url?.split('/').at(-1) ?? '';
  expect(await beginSession(paged, login)).not.toBeNull();
  await offerLogin(paged, who);
  await offerUpload(paged, { ...who, postId: null, chatId: '1', language: 'en' });
  await old.backup('backup');
  return made;
}

function soon(): Date {
  return new Date(Date.now() + 1_000);
}

/** The desk as the backup brings it back, on the same network. */
async function restored() {
  const name = join(old.dir, 'backup');
  const into = await openEmpty(old.dir);
  await restoreBackup(name, await readManifest(name), into);
  const desk: Desk = { ...old.parts.desk, orm: into.orm };
  const db = sqlOutside(desk);
  const worker = openHandWorker(desk, new DeliveryStore(db, MINUTE));
  const before = old.toy.log.length;
  return {
    desk,
    db,
    dataDir: into.dataDir,
    work: (later: number) => worker.workAt(new Date(Date.now() + later)),
    sent: () => old.toy.log.slice(before),
    async states() {
      const { rows } = await sql<{ post_id: string; state: string }>`
        select u.post_id, d.kind || ' ' || d.state as state from delivery d join publication u on u.id = d.publication_id
        order by d.seq`.execute(db);
      const statesOf = (id: string) => rows.filter((row) => row.post_id === id).map(({ state }) => state);
      return Object.fromEntries(Object.entries(posts).map(([name_, id]) => [name_, statesOf(id)]));
    },
  };
}

async function partOf(postId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select d.id from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId}`.execute(old.parts.db.sql);
  return rows[0]?.id ?? '';
}

async function numberOf(desk: Desk, postId: string): Promise<number> {
  return (await desk.orm.em.fork().findOneOrFail(Post, postId)).number ?? 0;
}
