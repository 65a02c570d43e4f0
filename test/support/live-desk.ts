import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Claimed } from '../../src/db/claimed.js';
import { Post } from '../../src/db/entities/post.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createPost } from '../../src/usecases/create-post.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { resolveUnknown } from '../../src/usecases/resolve-unknown.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { unpublish } from '../../src/usecases/unpublish.js';
import { type DeskParts, openDeskParts } from './desk-parts.js';
import { type HandWorker, openHandWorker } from './hand-worker.js';
import { makeScene, type Scene } from './rows.js';
import { openToyNetwork } from './toy-network.js';

/** A desk on a real database, with one network that changes what is live and one that does not; each test has a client of its own. */
export const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
export const fixed = openToyNetwork({ id: 'fixed', name: 'Fixed', changes: false });

export let it: DeskParts;
export let worker: HandWorker;
export let scene: Scene;
export let otherEditorId: string;

/** For the whole file that calls it. */
export function useLiveDesk(): void {
  beforeAll(async () => {
    it = await openDeskParts([toy.platform, fixed.platform]);
    worker = openHandWorker(it.desk, it.store);
  });
  afterAll(() => it[Symbol.asyncDispose]());

  /** Each test has a client of its own, on networks where nothing has happened. */
  beforeEach(async () => {
    for (const network of [toy, fixed]) {
      network.log.length = 0;
      network.faults.length = 0;
      network.live.clear();
      network.taken.length = 0;
    }
    scene = await makeScene(it.db.sql);
    otherEditorId = await addMember('editor');
  });
}

export async function published(text: string): Promise<string> {
  const postId = await approved(text);
  await work();
  return postId;
}

export async function approved(text: string): Promise<string> {
  const { clientId, authorId: memberId } = scene;
  const content = { text, entities: [], media: [] };
  const wanted = { clientId, memberId, content, source: `tg:1:${randomUUID()}`, chatId: '1', language: 'en' };
  const { postId } = await createPost(it.desk, wanted);
  await submitPost(it.desk, { postId, memberId });
  await approve(postId);
  return postId;
}

export async function approve(postId: string, memberId = otherEditorId): Promise<void> {
  const { revisionId } = await it.db.orm.em.fork().findOneOrFail(Post, postId);
  await approvePost(it.desk, { postId, memberId, revisionId: revisionId ?? '' });
}

export async function edit(postId: string, text: string, memberId = scene.editorId): Promise<void> {
  const content = { text, entities: [], media: [] };
  await editPost(it.desk, { postId, memberId }, (draft) => ({ ...draft, content }));
}

/** The same, and to every account that is connected by now. */
export async function editEverywhere(postId: string, text: string): Promise<void> {
  const content = { text, entities: [], media: [] };
  const accounts = await sql<{ id: string }>`select id from social_account where client_id = ${scene.clientId}`.execute(
    it.db.sql,
  );
  const targetIds = accounts.rows.map(({ id }) => id);
  await editPost(it.desk, { postId, memberId: scene.editorId }, () => ({ content, targetIds }));
}

export function takeDown(
  postId: string,
  memberId = scene.editorId,
  publicationId: string | null = null,
): Promise<void> {
  return unpublish(it.desk, { postId, memberId }, publicationId);
}

export function work(later = 0): Promise<void> {
  return worker.workAt(new Date(soon().getTime() + later));
}

export function soon(): Date {
  return new Date(Date.now() + 1_000);
}

export function minutes(count: number): number {
  return count * 60_000;
}

export async function claim(postId: string, place: number): Promise<Claimed> {
  const claimed = await it.store.claim((await rows(postId, 'part'))[place]?.id ?? '', soon());
  if (!claimed) throw new Error('It may not leave');
  return claimed;
}

export async function sendAgain(postId: string): Promise<void> {
  const [row] = await rows(postId, 'part');
  const request = { deliveryId: row?.id ?? '', version: row?.version ?? 0, memberId: scene.editorId };
  await resolveUnknown(it.desk, request, { is: 'not_there' });
}

async function rows(postId: string, kind: 'part' | 'edit') {
  const found = await sql<{ id: string; state: string; version: number }>`
    select d.id, d.state, d.version from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${postId} and d.kind = ${kind} order by d.ordinal, d.seq`.execute(it.db.sql);
  return found.rows;
}

export const corrections = (postId: string) => rows(postId, 'edit');
export const states = async (postId: string) => (await rows(postId, 'part')).map(({ state }) => state);
export const partId = async (postId: string) => (await rows(postId, 'part'))[0]?.id ?? '';

export async function publications(postId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select u.id from publication u join social_account a on a.id = u.account_id
    where u.post_id = ${postId} order by a.created_at`.execute(it.db.sql);
  return found.rows.map(({ id }) => id);
}

export async function addFixedAccount(): Promise<void> {
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    values (${randomUUID()}, ${scene.clientId}, 'fixed', 'Fixed one', '7', 'connected', now())`.execute(it.db.sql);
}

export async function addMember(role: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into member (id, telegram_id, name, created_at) values (${id}, ${randomUUID()}, 'more', now())`.execute(
    it.db.sql,
  );
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${scene.clientId}, ${id}, ${role}, now())`.execute(it.db.sql);
  return id;
}
