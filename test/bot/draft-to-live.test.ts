import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const says = (words: string) => (message: MessageView) => message.text?.includes(words) ?? false;

test('a text goes from a message to a live post', async () => {
  const { author, editor, chats } = desk;
  const started = performance.now();
  const lap = (what: string) => console.log(what, Math.round(performance.now() - started));
  await author.send(chats.bot, 'Fresh beans from Ethiopia are here');
  const card = await author.waitFor(chats.bot, says('Draft'));
  lap('card');
  console.log(card.text, JSON.stringify(card.buttons));
  const answer = await author.tap(card, '📨 Send to review');
  lap('submitted');
  expect(answer?.text).toBe('Sent to review');
  const review = await editor.waitFor(chats.editors, says('Please review'));
  lap('review');
  console.log(review.text, JSON.stringify(review.buttons));
  expect((await editor.tap(review, '✅ Approve'))?.text).toBe('Approved. Thank you!');
  lap('approved');
  const live = await author.waitFor(chats.channel, says('Fresh beans'));
  lap('live');
  const after = await author.waitFor(chats.bot, says('live since'));
  lap('card live');
  console.log(after.text, after.entities);
  console.log((await editor.waitFor(chats.editors, says('Approved'))).text);
  console.log(live.text, desk.logged().split('\n').filter((l) => /"level":(40|50)/.test(l)));
});
