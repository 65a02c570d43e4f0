import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { cardSays, draft, promptTo, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a restart in the middle of a dialogue forgets nothing', async () => {
  const card = await draft(desk, 'Before the restart');
  const review = await submit(desk, card);
  await tap(desk.editor, review, 'requestChanges');
  const prompt = await promptTo(desk.editor, review);

  desk = await desk.restart();
  await desk.editor.send(desk.chats.editors, 'A shorter one, please', { replyTo: prompt.id });
  await cardSays(desk, card, /A shorter one, please/);

  desk = await desk.restart();
  await desk.author.send(desk.chats.bot, 'Shorter', { replyTo: card.id });
  const second = await submit(desk, await cardSays(desk, card, /Shorter/));

  desk = await desk.restart();
  await tap(desk.editor, second, 'approve');
  await waitLive(desk, 'Shorter');
  expect((await desk.live()).filter(({ text }) => text === 'Shorter')).toHaveLength(1);
});

test('what was written while the desk was down is there when it is back', async () => {
  const card = await draft(desk, 'Only once');
  desk = await desk.restart();
  const again = await desk.author.messages(desk.chats.bot);
  expect(again.filter(({ text }) => text?.includes('Only once') && text !== 'Only once')).toHaveLength(1);
  await submit(desk, card);
});
