import { Api } from 'grammy';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Notices } from '../../src/ports.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { createPost } from '../../src/usecases/create-post.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { cardShown } from '../../src/usecases/show-card.js';
import { AUTHOR, BOT, type BotRig, openBotRig, TOKEN } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';

/** Minutes. */
const DAY = 1_440;

let rig: BotRig;
let notices: Notices;
let author: Person;
beforeAll(async () => {
  rig = await openBotRig();
  ({ notices } = rig.bot());
  author = rig.people.as(AUTHOR);
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(() => rig.people.clearFaults());

test('a card is sent once, then edited in place, and not at all where it says the same', async () => {
  const post = await newPost('A card to edit');
  const { remoteId } = await show(post.cardId);
  const since = await requestsSoFar();
  expect(await show(post.cardId)).toEqual({ kind: 'published', remoteId });
  expect(await rig.people.requests(since)).toEqual([]);
  await post.say('A card that was edited');
  expect(await show(post.cardId)).toEqual({ kind: 'published', remoteId });
  expect(await cardsSaying('A card that was edited')).toHaveLength(1);
});

test('a card whose message was deleted is sent anew', async () => {
  const post = await newPost('A card to delete');
  await show(post.cardId);
  const [card] = await cardsSaying('A card to delete');
  if (!card) throw new Error('the card did not come');
  await author.delete(card);
  await post.say('A card that came back');
  const { remoteId } = await show(post.cardId);
  expect(Number(remoteId)).toBeGreaterThan(card.id);
  expect(await cardsSaying('A card that came back')).toHaveLength(1);
});

test('an edit whose answer was lost is repeated without a second card', async () => {
  const post = await newPost('An edit to lose');
  const { remoteId } = await show(post.cardId);
  await post.say('An edit that was lost');
  await rig.people.fault({ kind: 'lost-after', methods: ['editMessageText'] });
  await expect(show(post.cardId)).rejects.toMatchObject({ kind: 'network', info: { effect: 'uncertain' } });
  expect(await show(post.cardId)).toEqual({ kind: 'published', remoteId });
  expect(await cardsSaying('An edit that was lost')).toHaveLength(1);
});

test('an older view that arrives last does not stay', async () => {
  const { desk, server } = rig;
  const post = await newPost('As it was');
  const { remoteId = '' } = await show(post.cardId);
  await post.say('As it is');
  await show(post.cardId);
  // Another process had begun to show the card before, and its edit comes through only now.
  await new Api(TOKEN, { apiRoot: server.url }).editMessageText(AUTHOR, Number(remoteId), 'As it was, late');
  const card = { id: post.cardId, postId: post.id };
  const seen = { messageId: remoteId, hash: 'what it showed when the other process looked' };
  await cardShown(desk, card, seen, { messageId: remoteId, hash: 'the older view' });
  await show(post.cardId);
  expect(await cardsSaying('As it was, late')).toEqual([]);
  expect(await cardsSaying('As it is')).toHaveLength(1);
});

test.each([
  [
    { kind: 'rate-limit', retryAfter: 7 },
    { kind: 'rate_limit', info: { retryAfterMs: 7_000, effect: 'none' } },
  ],
  [{ kind: 'unauthorized' }, { kind: 'auth', info: { effect: 'none' } }],
  [{ kind: 'refuse' }, { kind: 'invalid', info: { effect: 'none' } }],
  [{ kind: 'lost-before' }, { kind: 'network', info: { effect: 'uncertain' } }],
  [{ kind: 'garbage' }, { kind: 'network', info: { effect: 'uncertain' } }],
  [{ kind: 'bad-gateway' }, { kind: 'outage', info: { effect: 'uncertain' } }],
] as const)('%j is told as a failure of its kind', async (fault, failure) => {
  const post = await newPost(`A card that meets ${fault.kind}`);
  await rig.people.fault({ ...fault, methods: ['sendMessage'] });
  const thrown: unknown = await show(post.cardId).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ name: 'PlatformError', ...failure });
  expect(JSON.stringify(thrown) + String(thrown)).not.toContain(TOKEN);
});

test('what comes in a person’s quiet hours makes no sound', async () => {
  const { desk } = rig;
  const now = desk.clock.now();
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const [from, to] = [(minute + DAY - 60) % DAY, (minute + 60) % DAY];
  await sql`update member set quiet_from = ${from}, quiet_to = ${to}, zone = 'UTC'`.execute(sqlOutside(desk));
  const quiet = await requestsSoFar();
  await show((await newPost('Said softly')).cardId);
  await sql`update member set quiet_from = null, quiet_to = null`.execute(sqlOutside(desk));
  const loud = await requestsSoFar();
  await show((await newPost('Said aloud')).cardId);
  expect((await rig.people.requests(quiet))[0]?.params['disable_notification']).toBe(true);
  expect((await rig.people.requests(loud))[0]?.params['disable_notification']).not.toBe(true);
});

test('an announcement answers the card of its post', async () => {
  const post = await newPost('An announced post');
  const { remoteId } = await show(post.cardId);
  const facts = { number: 1234, editor: 'Marko', reason: 'Too <b>long</b>' };
  const payload = { chatId: String(AUTHOR), language: 'uk', key: 'told-changes-requested', facts, postId: post.id };
  await notices.send({ cardId: null, payload }, signal());
  const told = await author.waitFor(BOT, says('Marko просить змін у #1234', 'Too <b>long</b>'));
  expect(String(told.replyTo)).toBe(remoteId);
});

test('an announcement without a text is a fault of ours', async () => {
  const payload = {
    chatId: String(AUTHOR),
    language: 'en',
    key: 'no-such-text',
    facts: {},
    postId: crypto.randomUUID(),
  };
  const notice = { cardId: null, payload };
  await expect(notices.send(notice, signal())).rejects.toMatchObject({ kind: 'bug' });
});

interface Made {
  readonly id: string;
  readonly cardId: string;
  say(text: string): Promise<void>;
}

async function newPost(text: string): Promise<Made> {
  const { desk } = rig;
  const member = await knownMember(desk, String(AUTHOR));
  if (!member) throw new Error('the author is no member');
  const { memberId, clientId } = member;
  const content = { text, entities: [], media: [] };
  const source = `test:${crypto.randomUUID()}`;
  const { postId } = await createPost(desk, {
    clientId,
    memberId,
    content,
    source,
    chatId: String(AUTHOR),
    language: 'en',
  });
  const { rows } = await sql<{ id: string }>`select id from card where post_id = ${postId}`.execute(sqlOutside(desk));
  return {
    id: postId,
    cardId: rows[0]?.id ?? '',
    say: (words) =>
      editPost(desk, { postId, memberId }, (draft) => ({ ...draft, content: { ...draft.content, text: words } })),
  };
}

function show(cardId: string) {
  return notices.send({ cardId, payload: null }, signal());
}

function signal(): AbortSignal {
  return AbortSignal.timeout(10_000);
}

async function cardsSaying(words: string): Promise<MessageView[]> {
  return (await author.messages(BOT)).filter(says(words));
}

async function requestsSoFar(): Promise<number> {
  return (await rig.people.requests()).at(-1)?.n ?? 0;
}
