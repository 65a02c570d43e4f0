import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';
import { cardSays, draft, offers, openMenu, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('what is live is corrected in place once its change was approved, and then taken down', async () => {
  const card = await draft(desk, 'Open untill nine');
  await tap(desk.editor, await submit(desk, card), 'approve');
  const live = await waitLive(desk, 'Open untill nine');
  await change(await cardSays(desk, card, /Live/), 'Open until nine');
  const review = await desk.admin.waitFor(
    desk.chats.editors,
    (message) => offers(message, 'approve') && (message.text ?? '').includes('Open until nine'),
  );
  // Until somebody has approved it, readers see what was approved.
  expect((await messageInChannel(live.id))?.text).toBe('Open untill nine');
  await tap(desk.admin, review, 'approve');
  await desk.author.waitFor(desk.chats.channel, ({ id, text }) => id === live.id && text === 'Open until nine', 10_000);

  const there = await cardSays(desk, card, /Daily Bean/);
  // The correction may still be settling, and what was shown before it is outdated then.
  await expect.poll(async () => (await takeDown(there)).text, { timeout: 15_000 }).toContain('taken down');
  await expect.poll(() => messageInChannel(live.id)).toBeUndefined();
  await cardSays(desk, card, /Taken down/);
});

test('the words under a live picture are corrected, and the picture stays', async () => {
  const sent = await desk.author.sendPhoto(desk.chats.bot, pngOf(640, 480, 4_000), 'Fresh bred');
  const card = await desk.author.waitFor(
    desk.chats.bot,
    (message) => message.id > sent.id && offers(message, 'submit'),
  );
  await tap(desk.editor, await submit(desk, card), 'approve');
  const live = await waitLive(desk, 'Fresh bred');
  await change(await cardSays(desk, card, /Live/), 'Fresh bread');
  const review = await desk.admin.waitFor(
    desk.chats.editors,
    (message) => offers(message, 'approve') && (message.text ?? '').includes('Fresh bread'),
  );
  await tap(desk.admin, review, 'approve');
  const corrected = await desk.author.waitFor(
    desk.chats.channel,
    ({ id, caption }) => id === live.id && caption === 'Fresh bread',
    10_000,
  );
  expect(corrected.photo?.fileId).toBe(live.photo?.fileId);
});

/** By an editor, from a card of the author's in a chat where they may: the author's own card offers no change of what is approved. */
async function change(card: MessageView, words: string): Promise<void> {
  const { editor, chats } = desk;
  const asked = await editor.send(chats.bot, `/find ${card.text?.match(/#\d+/)?.[0] ?? ''}`);
  const found = await editor.waitFor(chats.bot, (message) => message.id > asked.id && offers(message, 'open'));
  await tap(editor, found, 'open');
  const own = await editor.waitFor(chats.bot, (message) => message.id > found.id && offers(message, 'edit'));
  await tap(editor, own, 'edit');
  const question = await editor.waitFor(chats.bot, ({ id, forceReply }) => id > own.id && forceReply !== null);
  await editor.send(chats.bot, words, { replyTo: question.id });
}

async function takeDown(card: MessageView): Promise<{ text: string }> {
  const { author } = desk;
  const answer = await tap(author, await openMenu(author, card, 'takeDown', 'unpublishSure'), 'unpublishSure');
  return { text: answer?.text ?? '' };
}

async function messageInChannel(id: number): Promise<MessageView | undefined> {
  return (await desk.live()).find((message) => message.id === id);
}
