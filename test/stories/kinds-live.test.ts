import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SentFile } from '../../src/sandbox/telegram/people-client.js';
import { says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { sampleVideo } from '../media/sample-video.js';
import { offers, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a quiz goes out as a quiz', async () => {
  const { author, chats } = desk;
  const answer = async (text: string, expected: string) => {
    const sent = await author.send(chats.bot, text);
    return author.waitFor(chats.bot, (message) => message.id > sent.id && (message.text ?? '').includes(expected));
  };
  await answer('/quiz', 'question');
  await answer('Which bean has more caffeine?', 'Now the answers');
  await answer('Arabica\nRobusta', 'Which one is right?');
  const explanation = await answer('2', 'What shall people read');
  await author.tap(explanation, explanation.buttons[0]?.[0]?.data ?? '');
  const difficulty = await author.waitFor(chats.bot, says('How hard is it?'));
  await author.tap(difficulty, difficulty.buttons.at(-1)?.[0]?.data ?? '');
  const card = await author.waitFor(chats.bot, (message) => offers(message, 'submit'));
  await tap(desk.editor, await submit(desk, card), 'approve');
  const live = await author.waitFor(chats.channel, ({ poll }) => poll !== null, 10_000);
  expect(live.poll).toMatchObject({ question: 'Which bean has more caffeine?', correct: [1] });
});

test('a video, an animation and a file go out as what they are', async () => {
  const { author, chats } = desk;
  const video: SentFile = { kind: 'video', data: await sampleVideo(), name: 'a.mp4', mime: 'video/mp4' };
  const silent: SentFile = { ...video, kind: 'animation', data: await sampleVideo({ sound: false }) };
  const menu: SentFile = { kind: 'document', data: Buffer.from('a,b\n1,2\n'), name: 'menu.csv', mime: 'text/csv' };
  for (const [file, words] of [
    [video, 'How it is roasted'],
    [silent, 'Steam'],
    [menu, 'The menu'],
  ] as const) {
    const sent = await author.sendFiles(chats.bot, [file], words);
    const card = await author.waitFor(chats.bot, (message) => message.id > sent.id && offers(message, 'submit'));
    await tap(desk.editor, await submit(desk, card), 'approve');
    const live = await waitLive(desk, words);
    expect(live.file?.kind).toBe(file.kind);
  }
});
