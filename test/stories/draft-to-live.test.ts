import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';
import { cardSays, draft, offers, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a message becomes a draft, goes to review, is approved, and is live with its link on the card', async () => {
  const card = await draft(desk, 'We roast on Tuesdays.');
  const review = await submit(desk, card);
  expect(review.text).toContain('We roast on Tuesdays.');
  await tap(desk.editor, review, 'approve');
  const post = await waitLive(desk, 'We roast on Tuesdays.');
  const shown = await cardSays(desk, card, /live/i);
  expect(shown.entities.some(({ url }) => url === post.link) || shown.text?.includes(post.link ?? '-')).toBe(true);
});

test('a photo is live exactly as it was previewed to its author and to the editors', async () => {
  const { author, editor, chats } = desk;
  const sent = await author.sendPhoto(chats.bot, pngOf(700, 500, 30_000), 'Look at it');
  const card = await author.waitFor(chats.bot, (message) => message.id > sent.id && offers(message, 'submit'));
  await tap(author, card, 'preview');
  const previewed = await author.waitFor(chats.bot, isPhoto);
  const review = await submit(desk, card);
  const shown = await editor.waitFor(chats.editors, isPhoto);
  await tap(editor, review, 'approve');
  const live = await waitLive(desk, 'Look at it');
  expect(await bytesOf(previewed)).toEqual(await bytesOf(live));
  expect(await bytesOf(shown)).toEqual(await bytesOf(live));
});

function isPhoto({ from, caption }: MessageView): boolean {
  return from.isBot && caption === 'Look at it';
}

async function bytesOf({ photo }: MessageView): Promise<Buffer> {
  const file = await fetch(`${desk.url}/sandbox/telegram/people/files/${photo?.fileId}`);
  expect(file.status).toBe(200);
  return Buffer.from(await file.arrayBuffer());
}
