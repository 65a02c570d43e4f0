import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RichTextWriter } from '../../bot/rich-text.js';
import { writeFindings, writeLeftOut } from '../../bot/cards/findings.js';
import { loadTexts } from '../../bot/texts.js';
import type { Content } from '../../src/domain/content.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { pngOf } from '../support/sample-media.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a picture of an odd form leaves Instagram out, until a tap gives it a border', async () => {
  const card = await photoDraft('A wide banner', 1200, 300);
  expect(card.text).toContain('📍 Daily Bean\n');
  expect(card.text).toContain('➖ Left out: Instagram · dailybean. Picture 1 (1200×300) is too tall or too wide');
  expect(buttonsOf(card).slice(0, 3)).toEqual([
    '📨 Send to review',
    '✂️ Crop · Instagram',
    '🖼 Add a border · Instagram',
  ]);
  expect((await desk.author.tap(card, '🖼 Add a border · Instagram'))?.text).toBe('With a border. The preview shows it');
  const fit = await shown(card, says('📍 Daily Bean, Instagram · dailybean'));
  expect(fit.text).toContain('⚙️ Instagram: Add borders');
  expect(fit.text).not.toContain('Left out');
  expect(buttonsOf(fit)).not.toContain('✂️ Crop · Instagram');
});

test('a text that is too long for one network is shortened there, and only there', async () => {
  const long = 'Beans from the hills. '.repeat(120).trim();
  const card = await photoDraft('Long to be', 800, 800);
  await nameAllTargets('Long to be');
  await desk.author.send(desk.chats.bot, long, { replyTo: card.id });
  const unfit = await shown(card, says('❗️ The text has 2,639 characters and only 2,200 fit'));
  expect(buttonsOf(unfit).slice(0, 2)).toEqual(['✂️ Shorten · Instagram', '➖ Without Instagram · dailybean']);
  await desk.author.tap(unfit, '✂️ Shorten · Instagram');
  const fit = await shown(card, says('✍️ Instagram gets a text of its own: “Beans from the hills.'));
  expect(buttonsOf(fit)).toContain('📨 Send to review');
  const { text, variants } = await contentOf(fit);
  const own = variants?.instagram?.text ?? '';
  expect(text).toBe(long);
  expect(long.startsWith(own)).toBe(true);
  expect(own).toMatch(/hills\.$/);
  expect(own.length).toBeGreaterThan(2_100);
  expect(own.length).toBeLessThanOrEqual(2_200);
});

test('a target that cannot take it is left out by a tap, but never the last one', async () => {
  const card = await draft('Words alone');
  await nameAllTargets('Words alone');
  await desk.author.send(desk.chats.bot, 'Words alone, again', { replyTo: card.id });
  const unfit = await shown(card, says('❗️ Instagram takes no text alone'));
  await desk.author.tap(unfit, '➖ Without Instagram · dailybean');
  const fit = await shown(card, (now) => buttonsOf(now).includes('📨 Send to review'));
  expect(fit.text).toContain('📍 Daily Bean\n');
  expect(buttonsOf(fit).filter((text) => text.startsWith('➖'))).toEqual([]);
});

test('a fix on an outdated card changes nothing', async () => {
  const card = await photoDraft('Banner to be changed', 1200, 300);
  await desk.author.send(desk.chats.bot, 'Banner, changed', { replyTo: card.id });
  await shown(card, says('Banner, changed'));
  const answer = await desk.author.tap(card, '✂️ Crop · Instagram');
  expect(answer?.text).toMatch(/has moved on: changed by Olena/);
  expect((await contentOf(card)).variants).toBeUndefined();
});

test('options are chosen in a menu that keeps nothing until Done', async () => {
  const { author } = desk;
  const card = await photoDraft('A story to tell', 800, 800);
  const menu = await openNetwork(card, 'Instagram');
  expect(buttonsOf(menu)).toEqual([
    '✍️ Own text…',
    '🔘 Post',
    '⚪️ Reel',
    '⚪️ Story',
    '✅ Show a reel in the feed too',
    '🔘 Pictures as they are',
    '⚪️ Crop to fit',
    '⚪️ Add borders',
    'Done',
    '‹ Back',
  ]);
  await author.tap(menu, '⚪️ Story');
  const story = await shown(card, (now) => buttonsOf(now).includes('🔘 Story'));
  await author.tap(story, '✅ Show a reel in the feed too');
  const both = await shown(card, (now) => buttonsOf(now).includes('⬜️ Show a reel in the feed too'));
  expect((await contentOf(card)).variants).toBeUndefined();
  await author.tap(both, 'Done');
  const kept = await shown(card, says('⚙️ Instagram: Story, Show a reel in the feed too: off'));
  expect((await contentOf(card)).variants).toEqual({ instagram: { options: { kind: 'story', shareToFeed: false } } });
  expect(kept.text).toContain('💡 A story is shown without its text');

  const again = await openNetwork(kept, 'Instagram');
  expect(buttonsOf(again)).toContain('🔘 Story');
  await author.tap(again, '⚪️ Post');
  const post = await shown(card, (now) => buttonsOf(now).includes('🔘 Post'));
  await author.tap(post, '⬜️ Show a reel in the feed too');
  const usual = await shown(card, (now) => buttonsOf(now).includes('✅ Show a reel in the feed too'));
  await author.tap(usual, 'Done');
  await shown(card, (now) => buttonsOf(now).includes('🎛 Networks…'));
  expect((await contentOf(card)).variants).toBeUndefined();
});

test('one network gets words of its own by a reply, which stay when the others change, and are taken back', async () => {
  const { author, chats } = desk;
  const card = await photoDraft('For all networks', 800, 800);
  await author.tap(await openNetwork(card, 'Instagram'), '✍️ Own text…');
  const question = await author.waitFor(chats.bot, says('say on Instagram? Reply'));
  await author.send(chats.bot, 'For Instagram alone', { replyTo: question.id });
  await author.waitFor(chats.bot, says('has a text of its own on Instagram'));
  const own = await shown(card, says('✍️ Instagram gets a text of its own: “For Instagram alone”'));
  await author.send(chats.bot, 'For all other networks', { replyTo: own.id });
  const changed = await shown(card, says('For all other networks', 'For Instagram alone'));
  await author.tap(await openNetwork(changed, 'Instagram'), '↩️ The common text');
  const common = await shown(card, (now) => buttonsOf(now).includes('🎛 Networks…'));
  expect(common.text).not.toContain('For Instagram alone');
});

test('a picture is described by a reply, and a dash takes the words away', async () => {
  const { author, chats } = desk;
  const card = await photoDraft('A cup', 800, 800);
  await author.tap(await openNetworks(card), '🖼 Describe picture 1');
  const question = await author.waitFor(chats.bot, says('What can be seen on picture 1'));
  await author.send(chats.bot, 'A red cup', { replyTo: question.id });
  await author.waitFor(chats.bot, says('the picture is described'));
  expect((await contentOf(card)).media).toMatchObject([{ altText: 'A red cup' }]);
  const described = await openNetworks(card);
  await author.tap(described, '🖼 Describe picture 1 ✓');
  const next = await author.waitFor(
    chats.bot,
    (message) => message.id > question.id && says('What can be seen')(message),
  );
  await author.send(chats.bot, '–', { replyTo: next.id });
  await expect.poll(async () => (await contentOf(card)).media[0]?.altText).toBeUndefined();
});

test('a review card says what will be cropped, and an editor mends it with a new revision', async () => {
  const { author, editor, chats } = desk;
  const card = await photoDraft('Two cups', 800, 800);
  await sql`update post set content = jsonb_set(content, '{media,1}', content #> '{media,0}' || '{"height": 1000}')
    where content ->> 'text' = 'Two cups'`.execute(sqlOutside(desk.app.desk));
  await nameInstagram('Two cups');
  await author.tap(card, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review', 'Two cups'));
  expect(review.text).toContain('💡 Picture 2 (800×1000) will be cropped to the form of the first one');
  await editor.tap(review, '🖼 Add a border · Instagram');
  await editor.waitFor(chats.editors, (message) => message.id === review.id && says('Replaced')(message));
  const mended = await editor.waitFor(chats.editors, says('Please review', '⚙️ Instagram: Add borders'));
  expect(mended.text).not.toContain('💡');
});

const small = (item: number) =>
  ({ level: 'warning', code: 'photo_small', facts: { item, width: 200, min: 320 } }) as const;

test('of many findings the gravest are shown, and how many more there are', () => {
  const grave = { level: 'error', code: 'no_media', facts: {} } as const;
  const account = { id: '', name: 'Instagram', platform: 'instagram' };
  const to = new RichTextWriter();
  writeFindings(to, [{ account, findings: [small(1), small(2), small(3), grave] }], loadTexts()('en'));
  const lines = to.done().text.split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^❗️ Instagram takes no text alone/);
  expect(lines[3]).toBe('… and 1 more');
});

test('what is left out for the same reason is named in one line, and a text that no picture goes with is not worth any', () => {
  const wide = { level: 'error', code: 'reel_needs_video', facts: {} } as const;
  const none = { level: 'error', code: 'no_media', facts: {} } as const;
  const left = (name: string, finding: typeof wide | typeof none) => ({
    account: { id: name, name, platform: 'instagram' },
    findings: [finding],
  });
  const words = (...leftOut: ReturnType<typeof left>[]) => {
    const to = new RichTextWriter();
    writeLeftOut(to, leftOut, loadTexts()('en'));
    return to.done().text.trim();
  };
  expect(words(left('One', wide), left('Two', wide), left('Three', none))).toBe(
    '➖ Left out: One, Two. A reel needs a video: send one, or make it a post.',
  );
  expect(words(left('Three', none))).toBe('');
});

async function draft(text: string): Promise<MessageView> {
  await desk.author.send(desk.chats.bot, text);
  return desk.author.waitFor(desk.chats.bot, says(text, 'Draft'));
}

async function photoDraft(text: string, width: number, height: number): Promise<MessageView> {
  await desk.author.sendPhoto(desk.chats.bot, pngOf(width, height, 9_000), text);
  return desk.author.waitFor(desk.chats.bot, says(text, 'Draft'));
}

async function openNetworks(card: MessageView): Promise<MessageView> {
  const now = await shown(card, (message) => buttonsOf(message).includes('🎛 Networks…'));
  await desk.author.tap(now, '🎛 Networks…');
  return shown(card, (message) => buttonsOf(message).includes('Instagram'));
}

async function openNetwork(card: MessageView, network: string): Promise<MessageView> {
  await desk.author.tap(await openNetworks(card), network);
  return shown(card, (message) => buttonsOf(message).includes('✍️ Own text…'));
}

function shown(card: MessageView, fits: (now: MessageView) => boolean): Promise<MessageView> {
  return desk.author.waitFor(desk.chats.bot, (message) => message.id === card.id && fits(message));
}

async function contentOf(card: MessageView): Promise<Content> {
  const number = /#(\d+)/.exec(card.text ?? '')?.[1];
  const { rows } = await sql<{ content: Content }>`select content from post where number = ${Number(number)}`.execute(
    sqlOutside(desk.app.desk),
  );
  const content = rows[0]?.content;
  if (!content) throw new Error('There is no such post');
  return content;
}

async function nameAllTargets(text: string): Promise<void> {
  await sql`update post set target_ids = (select jsonb_agg(id order by created_at) from social_account)
    where content ->> 'text' = ${text}`.execute(sqlOutside(desk.app.desk));
}

async function nameInstagram(text: string): Promise<void> {
  await sql`update post set target_ids = (select jsonb_agg(id) from social_account where platform = 'instagram')
    where content ->> 'text' = ${text}`.execute(sqlOutside(desk.app.desk));
}
