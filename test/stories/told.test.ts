import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { draft, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('the author is told without a sound that a post is live, with its link, in answer to its card', async () => {
  const card = await approved('Told when live');
  const live = await waitLive(desk, 'Told when live');
  const told = await desk.author.waitFor(desk.chats.bot, (message) => message.replyTo === card.id, 15_000);
  expect(told.text).toMatch(/^✅ #\d+ is live: Daily Bean/);
  expect(told.entities).toContainEqual(expect.objectContaining({ type: 'text_link', url: live.link }));
  expect(await soundOf(told)).toBe('silent');
});

test('the author is told aloud what did not go out, whose fault it is and what to do', async () => {
  const other = desk.people.as(desk.editor.id);
  await desk.people.fault({ kind: 'refuse', methods: ['sendMessage'], chatId: desk.chats.channel });
  const sent = await other.send(desk.chats.bot, 'Told when refused');
  const card = await other.waitFor(desk.chats.bot, (message) => message.id > sent.id && message.buttons.length > 0);
  await tap(other, card, 'submit');
  const review = await desk.admin.waitFor(desk.chats.editors, says('Told when refused'));
  await tap(desk.admin, review, 'approve');
  const told = await other.waitFor(desk.chats.bot, (message) => message.replyTo === card.id, 15_000);
  expect(told.text).toContain('not all went well');
  expect(told.text).toContain('did not go out');
  expect(told.text).toContain('check the text and picture');
  expect(await soundOf(told)).toBe('loud');
});

async function approved(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.editor, await submit(desk, card), 'approve');
  return card;
}

async function soundOf(told: MessageView): Promise<string> {
  const requests = await desk.people.requests();
  const sent = requests.find(({ params }) => params['text'] === told.text);
  return sent?.params['disable_notification'] === true ? 'silent' : 'loud';
}
