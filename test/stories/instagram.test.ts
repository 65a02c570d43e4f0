import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { profileViewSchema, type ProfileView } from '../../src/sandbox/instagram/view-api.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

/** Longer than Instagram of the sandbox works on a picture, and on a busy machine. */
const PATIENCE_MS = 30_000;

test('a picture that fits nowhere as it is goes to Telegram and, with a border, to Instagram', async () => {
  const { author, editor, chats } = desk;
  await author.sendPhoto(chats.bot, pngOf(1200, 300, 9_000), 'New beans are here');
  const card = await author.waitFor(chats.bot, says('New beans are here', 'Draft', 'Left out'));
  await author.tap(card, '🖼 Add a border · Instagram');
  const fit = await shown(card, says('📍 Daily Bean, Instagram · dailybean'));
  await author.tap(fit, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review', 'New beans are here', 'Add borders'));
  await editor.tap(review, '✅ Approve');
  const live = await shown(card, says('✅ Daily Bean · live', '✅ Instagram · dailybean · live'));

  const { posts } = await profile();
  expect(posts).toMatchObject([{ kind: 'image', caption: 'New beans are here', media: [{ mime: 'image/jpeg' }] }]);
  const [{ width = 0, height = 1 } = {}] = posts[0]?.media ?? [];
  expect(width / height).toBeCloseTo(1.91, 2);
  expect((await desk.live()).filter(({ caption }) => caption === 'New beans are here')).toHaveLength(1);
  await expect.poll(async () => linksOf(await now(live)), { timeout: PATIENCE_MS }).toContain(posts[0]?.permalink);
});

test('a lost answer of Instagram is looked up, and the post is there once', async () => {
  const { author, editor, chats } = desk;
  const presets = z.record(z.string(), z.unknown()).parse(await ask('GET', '/faults/presets'));
  await ask('POST', '/faults', presets.publish_lost);
  await author.sendPhoto(chats.bot, pngOf(800, 800, 9_000), 'Published, but unheard');
  const card = await author.waitFor(chats.bot, says('Published, but unheard', 'Draft'));
  await author.tap(card, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review', 'Published, but unheard'));
  await editor.tap(review, '✅ Approve');
  await shown(card, says('✅ Daily Bean · live', '✅ Instagram · dailybean · live'));
  const { posts } = await profile();
  expect(posts.filter(({ caption }) => caption === 'Published, but unheard')).toHaveLength(1);
});

test('a picture that the network refuses is told in our words, with the code’s own beside them', async () => {
  const { author, editor, chats } = desk;
  await ask('POST', '/faults', { kind: 'refuse', on: ['create'], code: 36_003, subcode: 2_207_009, times: 1 });
  await author.sendPhoto(chats.bot, pngOf(800, 800, 9_000), 'Refused by Instagram');
  const card = await author.waitFor(chats.bot, says('Refused by Instagram', 'Draft'));
  await author.tap(card, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review', 'Refused by Instagram'));
  await editor.tap(review, '✅ Approve');
  const failed = await shown(card, says('❌ Instagram · dailybean · did not go out'));
  expect(failed.text).toContain('Instagram does not take the form of this picture.');
  expect(failed.text).toContain('It said: “It is broken on purpose”');
  expect(buttonsOf(failed)).toContain('🔁 Try again · Instagram · dailybean');
});

function shown(card: MessageView, fits: (now: MessageView) => boolean): Promise<MessageView> {
  return desk.author.waitFor(desk.chats.bot, (message) => message.id === card.id && fits(message), PATIENCE_MS);
}

function now(card: MessageView): Promise<MessageView> {
  return shown(card, () => true);
}

const linksOf = ({ entities }: MessageView) => entities.flatMap(({ url }) => url ?? []);

async function profile(): Promise<ProfileView> {
  return profileViewSchema.parse(await ask('GET', '/profiles/dailybean'));
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${desk.url}/sandbox/instagram${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return response.json();
}
