import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { claimDesk, claimSentence } from '../../src/usecases/claim-desk.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { BOT, type BotRig, EDITOR, EDITORS, openBotRig, STRANGER } from '../support/bot-rig.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { noticeSender } from '../support/notices.js';

let rig: BotRig;
let founder: Person;
let stranger: Person;

/** The founder owns the group of the editors. */
async function open(adminTelegramIds: readonly string[] = []): Promise<void> {
  rig = await openBotRig({ unclaimed: { adminTelegramIds } });
  founder = rig.people.as(EDITOR);
  stranger = rig.people.as(STRANGER);
  await rig.bot().start();
}
afterEach(() => rig[Symbol.asyncDispose]());

test('whoever has the code of the last start takes the desk over, once', async () => {
  await open();
  const old = await codeOf();
  const code = await codeOf();
  await founder.send(BOT, `/start ${old}`);
  await founder.waitFor(BOT, says('private desk of a team'));
  await founder.send(BOT, `/start ${code}`);
  await founder.waitFor(BOT, says('Hello, Marko', 'what is the brand called'));
  await stranger.send(BOT, `/start ${code}`);
  await stranger.waitFor(BOT, says('закритий стіл'));
  await founder.send(BOT, 'Daily  Bean');
  await founder.waitFor(BOT, says('Setting up Daily Bean'));
  expect(await claimSentence(rig.desk, [], 'rig_bot')).toBeNull();
});

test('five wrong codes of one person close the way to the right one, for that person', async () => {
  await open();
  const code = await codeOf();
  for (let n = 0; n < 5; n++) expect(await claims('1', `${n}`)).toBe(false);
  expect(await claims('1', code)).toBe(false);
  expect(await claims('2', code)).toBe(true);
});

test('an hour later it is open again, and however many guess, it stays open for others', async () => {
  await open();
  const code = await codeOf();
  await sql`insert into claim_try select '99', now() from generate_series(1, 500)`.execute(sqlOutside(rig.desk));
  expect(await claims('99', code)).toBe(false);
  await sql`update claim_try set at = at - interval '61 minutes'`.execute(sqlOutside(rig.desk));
  await sql`insert into claim_try select n::text, now() from generate_series(100, 600) n`.execute(sqlOutside(rig.desk));
  expect(await claims('99', code)).toBe(true);
});

test('who is named by the operator needs no code, and nobody else has one', async () => {
  await open([String(EDITOR)]);
  expect(await claimSentence(rig.desk, [String(EDITOR)], 'rig_bot')).toMatch(
    /ADMIN_TELEGRAM_IDS sends \/start to @rig_bot/,
  );
  await stranger.send(BOT, '/start');
  await stranger.waitFor(BOT, says('закритий стіл'));
  await founder.send(BOT, '/start');
  await founder.waitFor(BOT, says('what is the brand called'));
});

test('a set-up goes on where it was left, in the one card, until nothing is left', async () => {
  await open([String(EDITOR)]);
  const card = await begin();
  expect(buttonsOf(card)).toContain('🔎 Another city');
  await founder.tap(card, '🔎 Another city');
  await founder.waitFor(BOT, says('Which place’s clock'));
  await founder.send(BOT, 'Kyiv');
  await shows(card, 'Time zone: Kyiv', 'In which language');
  await founder.tap(await now(card), 'Українська');
  await shows(card, 'Language in groups: Українська', 'Where do editors look');
  // A restart in between, and a new card at the end of the chat.
  await founder.send(BOT, '/start');
  const again = await founder.waitFor(BOT, (message) => message.id > card.id && says('Where do editors look')(message));
  expect(buttonsOf(await now(card))).toEqual([]);
  const [link] = again.buttons.flat().filter(({ url }) => url !== null);
  expect(link?.url).toBe('https://t.me/rig_bot?startgroup=setup');
  await founder.setBot(EDITORS, { status: 'left' });
  await founder.setBot(EDITORS, { status: 'member' });
  await shows(again, '✅ Editors’ group', 'Where do posts go');
  await noticeSender(rig)();
  await founder.waitFor(EDITORS, says('Відтепер пости Daily Bean перевіряємо тут'));
  await founder.tap(await now(again), 'Later ›');
  await shows(again, '⏭ First account · later', 'Who writes and who approves');
  await founder.tap(await now(again), '👥 Team');
  const team = await founder.waitFor(BOT, says('Team of Daily Bean', 'Marko', 'admin'));
  await founder.tap(team, '➕ Invite an author');
  // The link has gone below the card: the card follows it.
  const last = await founder.waitFor(
    BOT,
    (message) => message.id > team.id && says('✅ Team', 'You can start')(message),
  );
  expect(buttonsOf(await now(again))).toEqual([]);
  await founder.tap(last, 'First account');
  await shows(last, '▶️ First account');
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    select gen_random_uuid(), id, 'telegram', 'Daily Bean', '-100', 'connected', now() from client`.execute(
    sqlOutside(rig.desk),
  );
  await founder.send(BOT, '/start');
  await founder.waitFor(BOT, says('Hello, Marko! This is the desk of Daily Bean'));
});

test('without a group editors are asked one by one, and the name can be mended', async () => {
  await open([String(EDITOR)]);
  const card = await begin();
  await founder.tap(card, '✏️ Name');
  const asked = await founder.waitFor(BOT, says('What is Daily Bean to be called'));
  await founder.send(BOT, 'Weekly Bean', { replyTo: asked.id });
  await shows(card, 'Setting up Weekly Bean');
  const berlin = buttonsOf(await now(card)).find((text) => text.startsWith('Berlin')) ?? '';
  await founder.tap(await now(card), berlin);
  await shows(card, 'Time zone: Berlin');
  await founder.tap(await now(card), 'Later ›');
  await shows(card, '⏭ Language in groups · later');
  await founder.tap(await now(card), 'Each editor in private ›');
  await shows(card, 'Editors’ group: each in private');
  expect((await now(card)).text).toMatch(/✅ Name: Weekly Bean\n✅ Time zone: Berlin/);
});

async function begin(): Promise<MessageView> {
  await founder.send(BOT, '/start');
  await founder.waitFor(BOT, says('what is the brand called'));
  await founder.send(BOT, 'Daily Bean');
  return founder.waitFor(BOT, says('Setting up Daily Bean', 'Whose clock'));
}

async function now({ id }: MessageView): Promise<MessageView> {
  return founder.waitFor(BOT, (message) => message.id === id);
}

async function shows({ id }: MessageView, ...words: string[]): Promise<void> {
  await founder.waitFor(BOT, (message) => message.id === id && says(...words)(message));
}

function claims(telegramId: string, code: string): Promise<boolean> {
  const person = { telegramId, name: 'Somebody', username: null, language: null };
  return claimDesk(rig.desk, { person, code, adminTelegramIds: [] });
}

async function codeOf(): Promise<string> {
  const sentence = await claimSentence(rig.desk, [], 'rig_bot');
  return /\/start (\w+) to @rig_bot/.exec(sentence ?? '')?.[1] ?? '';
}
