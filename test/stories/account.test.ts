import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { cardSays, draft, offers, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a bot that was thrown out holds the channel’s queue at once: one card, and after its return everything is asked about', async () => {
  await desk.admin.setBot(desk.chats.channel, { status: 'kicked' });
  const held = await desk.editor.waitFor(desk.chats.editors, stands('Nothing waits for it'), 10_000);
  const first = await approved('Thrown out before the first');
  await cardSays(desk, first, /waits until the account is connected again/);
  await approved('Waits behind it');
  const both = await desk.editor.waitFor(desk.chats.editors, stands('2 posts wait for it'), 10_000);
  expect(both.id).toBe(held.id);
  // Connecting is an admin's to do, so admins are told in their own chats too.
  await desk.admin.waitFor(desk.chats.bot, stands('2 posts wait for it'), 10_000);

  await desk.admin.setBot(desk.chats.channel, { status: 'administrator' });
  await desk.editor.waitFor(desk.chats.editors, ({ id, text }) => id === both.id && /works again/.test(text ?? ''));
  const asked = await desk.editor.waitFor(
    desk.chats.editors,
    (message) => offers(message, 'heldSend') && says('2 posts have missed their time')(message),
    10_000,
  );
  await tap(desk.editor, asked, 'heldSend');
  await waitLive(desk, 'Thrown out before the first');
  expect((await desk.live()).filter(says('Waits behind it'))).toEqual([]);
});

function stands(...words: string[]): (message: MessageView) => boolean {
  return (message) => says('stands still', ...words)(message) && offers(message, 'releaseAccount');
}

async function approved(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.editor, await submit(desk, card), 'approve');
  return card;
}
