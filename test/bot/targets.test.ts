import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a live post is published once more, but not by one tap', async () => {
  const { editor, chats } = desk;
  const card = await liveCardOf(editor, 'Worth saying twice');
  const target = await open(editor, card, '✅ Daily Bean');
  expect(buttonsOf(target)).toEqual(['🔂 Publish once more…', '🧹 Take down…', '‹ Back']);
  expect((await editor.tap(target, '🔂 Publish once more…'))?.text).toContain('It will be there twice');
  const sure = await withButton(editor, card, '🔂 Once more, now · Daily Bean (copy 2)');
  expect((await desk.live()).filter(says('Worth saying twice'))).toHaveLength(1);
  await editor.tap(sure, '🔂 Once more, now · Daily Bean (copy 2)');
  await editor.waitFor(chats.bot, (message) => message.id === card.id && says('✅ Daily Bean (copy 2)')(message));
  expect((await desk.live()).filter(says('Worth saying twice'))).toHaveLength(2);
  const late = await editor.tap(sure, '🔂 Once more, now · Daily Bean (copy 2)');
  expect(late).toMatchObject({ alert: true, text: expect.stringContaining('earlier moment') });
});

test('once more at a typed time waits for it, and can be taken back and sent after all', async () => {
  const { editor, chats } = desk;
  const card = await liveCardOf(editor, 'Again tomorrow');
  const target = await open(editor, card, '✅ Daily Bean');
  await editor.tap(target, '🔂 Publish once more…');
  await editor.tap(await withButton(editor, card, '⌨️ Type a time…'), '⌨️ Type a time…');
  const asked = await editor.waitFor(chats.bot, says('once more to Daily Bean?'));
  await editor.send(chats.bot, 'tomorrow 9:00', { replyTo: asked.id });
  await editor.waitFor(chats.bot, says('It goes out once more', '09:00 (Kyiv)'));
  await cardSays(editor, card, '🗓 Daily Bean (copy 2)');
  const copy = await open(editor, card, '🗓 Daily Bean (copy 2)');
  await editor.tap(copy, '↩️ Take back');
  await editor.waitFor(chats.bot, (message) => message.id === card.id && !says('copy 2')(message));
  const cancelled = await open(editor, card, '↩️ Daily Bean (copy 2)');
  expect(buttonsOf(cancelled)).toEqual(['▶️ Send it after all', '‹ Back']);
  await editor.tap(cancelled, '▶️ Send it after all');
  await cardSays(editor, card, '✅ Daily Bean (copy 2)');
});

test('an author takes back what has not left, and may not repeat what has', async () => {
  const { author, chats } = desk;
  const live = await approvedCard('Live by an author');
  const shown = await cardSays(author, live, '✅ Live');
  expect(buttonsOf(shown)).not.toContain('🎯 Targets…');
  await author.send(chats.bot, 'Not there after all');
  const draft = await author.waitFor(chats.bot, says('Not there after all', 'Draft'));
  await author.tap(draft, '🕓 When');
  await author.tap(await withButton(author, draft, 'In 1 hour'), 'In 1 hour');
  await author.waitFor(chats.bot, (message) => message.id === draft.id && says('Draft', '(Kyiv)')(message));
  await approve(await withButton(author, draft, '📨 Send to review'));
  const planned = await cardSays(author, draft, '🗓 Scheduled');
  const target = await open(author, planned, '🗓 Daily Bean');
  await author.tap(target, '↩️ Take back');
  await cardSays(author, draft, '📝 Draft');
});

test('one copy of two is taken down from its own menu', async () => {
  const { editor } = desk;
  const card = await liveCardOf(editor, 'Once is enough');
  await editor.tap(await open(editor, card, '✅ Daily Bean'), '🔂 Publish once more…');
  const again = '🔂 Once more, now · Daily Bean (copy 2)';
  await editor.tap(await withButton(editor, card, again), again);
  await cardSays(editor, card, '✅ Daily Bean (copy 2)');
  await editor.tap(await open(editor, card, '✅ Daily Bean (copy 2)'), '🧹 Take down…');
  const sure = '🧹 Yes, take it down';
  await editor.tap(await withButton(editor, card, sure), sure);
  await cardSays(editor, card, 'Daily Bean (copy 2) · removed');
  expect((await desk.live()).filter(says('Once is enough'))).toHaveLength(1);
});

async function approvedCard(text: string): Promise<MessageView> {
  await desk.author.send(desk.chats.bot, text);
  const card = await desk.author.waitFor(desk.chats.bot, says(text, 'Draft'));
  await approve(card);
  return card;
}

async function approve(card: MessageView): Promise<void> {
  await desk.author.tap(card, '📨 Send to review');
  const number = /#\d+/.exec(card.text ?? '')?.[0] ?? '';
  await desk.editor.tap(await desk.editor.waitFor(desk.chats.editors, says(`${number} · Please review`)), '✅ Approve');
}

/** The card of a live post of the author, opened by an editor in private. */
async function liveCardOf(editor: Person, text: string): Promise<MessageView> {
  await editor.send(desk.chats.bot, text);
  const card = await editor.waitFor(desk.chats.bot, says(text, 'Draft'));
  await editor.tap(card, '📨 Send to review');
  const number = /#\d+/.exec(card.text ?? '')?.[0] ?? '';
  const review = await desk.admin.waitFor(desk.chats.editors, says(`${number} · Please review`));
  await desk.admin.tap(review, '✅ Approve');
  return cardSays(editor, card, '✅ Live');
}

/** The menu of one target, in the place of the card's buttons. A card that has something new to say closes it: it is opened again. */
async function open(person: Person, card: MessageView, target: string): Promise<MessageView> {
  let shown = card;
  const isOpen = async () => {
    shown = await person.waitFor(card.chatId, ({ id }) => id === card.id);
    const buttons = buttonsOf(shown);
    const next = [target, '🎯 Targets…'].find((button) => buttons.includes(button));
    if (next) await person.tap(shown, next);
    return next === undefined && buttons.includes('‹ Back');
  };
  await expect.poll(isOpen, { timeout: 10_000 }).toBe(true);
  return shown;
}

function withButton(person: Person, card: MessageView, text: string): Promise<MessageView> {
  return person.waitFor(card.chatId, (message) => message.id === card.id && buttonsOf(message).includes(text));
}

function cardSays(person: Person, card: MessageView, words: string): Promise<MessageView> {
  return person.waitFor(card.chatId, (message) => message.id === card.id && says(words)(message));
}
