import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Post, Revision } from '../../src/db/entities/post.js';
import type { Content, MediaRef } from '../../src/domain/content.js';
import type { Platform } from '../../src/platforms/platform.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { createPost } from '../../src/usecases/create-post.js';
import type { Desk } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { takeMessage } from '../../src/usecases/take-message.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { plain } from './sample-pictures.js';

const RECIPE = { format: 'jpeg', maxWidth: 64, maxHeight: 64 } as const;
const platform: Platform = {
  id: 'telegram',
  capabilities: { name: 'Small', textMax: 4096, captionMax: 1024, media: [] },
  render: ({ text, media }) => ({
    parts: [{ name: 'main', text, entities: [], media: media.map((ref) => ({ ...ref, recipe: RECIPE })) }],
  }),
  preflight: () => [],
  publisher: { commit: () => Promise.reject(new Error('Nothing is sent here')) },
};

let parts: DeskParts;
let rig: RoomRig;
let desk: Desk;
beforeAll(async () => {
  parts = await openDeskParts();
  rig = await openRoomRig();
  desk = { ...parts.desk, media: rig.room, platforms: new PlatformRegistry([platform]) };
});
afterAll(async () => {
  await rig[Symbol.asyncDispose]();
  await parts[Symbol.asyncDispose]();
});

async function draft(...media: MediaRef[]) {
  const { clientId, authorId: memberId } = parts.scene;
  const content: Content = { text: 'Bread', entities: [], media };
  const made = { clientId, memberId, content, source: randomUUID(), chatId: '42', language: 'en' };
  const { postId } = await createPost(desk, made);
  return { postId, memberId };
}

async function lose({ hash }: MediaRef) {
  await rm(join(rig.root, hash.slice(0, 2), hash.slice(2, 4), hash));
}

/** As if the disk had lost the end of it. */
async function damaged(width: number): Promise<MediaRef> {
  const whole = await plain('jpeg', width, 100);
  const { hash, size } = await rig.store.put(whole.subarray(0, 300), 1_000);
  return { hash, size, kind: 'photo', mime: 'image/jpeg', width, height: 100 };
}

/** What ships of it, without its original: there only if it was made before. */
async function shipsWithout(ref: MediaRef) {
  await lose(ref);
  return rig.room.shipment({ ...ref, recipe: RECIPE });
}

test('what ships is made before the post is reviewed', async () => {
  const refs = [await rig.take(await plain('jpeg', 200, 100)), await rig.take(await plain('png', 210, 100))];
  await submitPost(desk, await draft(...refs));
  for (const ref of refs) expect((await shipsWithout(ref)).mime).toBe('image/jpeg');
});

test('an edit of what is reviewed makes what it adds; an edit of a draft does not yet', async () => {
  const [first, second] = [
    await rig.take(await plain('jpeg', 220, 100)),
    await rig.take(await plain('jpeg', 230, 100)),
  ];
  const post = await draft();
  const add = (ref: MediaRef) =>
    editPost(desk, post, ({ content, targetIds }) => ({
      content: { ...content, media: [...content.media, ref] },
      targetIds,
    }));
  const before = await rig.files();
  await add(first);
  expect(await rig.files()).toEqual(before);
  await submitPost(desk, post);
  await add(second);
  for (const ref of [first, second]) expect((await shipsWithout(ref)).mime).toBe('image/jpeg');
});

test('a picture that cannot be made into what ships is refused as the answer to a post in review', async () => {
  const { clientId } = parts.scene;
  const { postId, memberId } = await draft(await rig.take(await plain('jpeg', 260, 100)));
  await submitPost(desk, { postId, memberId });
  const [good, bad] = [await rig.take(await plain('jpeg', 270, 100)), await damaged(280)];
  const answer = (messageId: number, ref: MediaRef) =>
    takeMessage(desk, {
      clientId,
      memberId,
      postId,
      messageId,
      chatId: '260',
      language: 'en',
      album: 'one',
      sentAt: new Date(),
      words: { text: '', entities: [] },
      file: { id: ref.hash, keep: () => Promise.resolve(ref) },
    });
  await answer(1, good);
  expect((await shipsWithout(good)).mime).toBe('image/jpeg');
  await expect(answer(2, bad)).rejects.toMatchObject({ code: 'media_damaged', facts: { item: 3 } });
  const { content } = await desk.orm.em.fork().findOneOrFail(Post, postId);
  expect(content.media).toHaveLength(2);
});

test('a medium that has become unreadable is named, and nothing is submitted', async () => {
  const good = await rig.take(await plain('jpeg', 240, 100));
  const bad = await damaged(250);
  const post = await draft(good, bad);
  await expect(submitPost(desk, post)).rejects.toMatchObject({ code: 'media_damaged', facts: { item: 2 } });
  const em = desk.orm.em.fork();
  expect((await em.findOneOrFail(Post, post.postId)).state).toBe('draft');
  expect(await em.count(Revision, { postId: post.postId })).toBe(0);
});
