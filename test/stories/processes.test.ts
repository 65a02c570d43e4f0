import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Verb } from '../../bot/callback-data.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { BOT, EDITORS } from '../support/bot-rig.js';
import { BUILD_MS, buildProgram } from '../support/built.js';
import { says } from '../support/chat-words.js';
import { offers, tap } from './acting.js';
import { ADMIN_API_TOKEN, CHANNELS, type Crew, openCrew } from './crew.js';

/** For what is due by the second: others would make it wait. */
const [SLOW_CHANNEL = 0, , TIMED_CHANNEL = 0] = CHANNELS;
/** Late, but for people in time; a busy machine starts one process after the other. */
const LATE_MS = 20_000;
const WITHIN_MS = 120_000;
const SLOW = { timeout: 300_000 };

/** What the admin writes outside the chat has no card of its author there. */
const BY_API = /^From outside|^At its time/;

/** What each post says, and the channels that it goes to. */
const sent = new Map<string, readonly number[]>();
let crew: Crew;

beforeAll(async () => {
  await buildProgram();
  crew = await openCrew('webhook');
}, BUILD_MS + SLOW.timeout);
afterAll(() => crew[Symbol.asyncDispose](), SLOW.timeout);

test('called by Telegram: killed workers and bots lose nothing and send nothing twice', SLOW, async () => {
  await wave('by webhook');
  expect(await untruths()).toEqual([]);
});

test('with another key while they work, Telegram still gets through', SLOW, async () => {
  const { root } = await buildProgram();
  const script = join(root, 'dist/src/scripts/rotate-key.js');
  const rotating = promisify(execFile)(process.execPath, [script], { env: crew.env });
  const written = await write(['While the key changes 1', 'While the key changes 2']);
  expect((await rotating).stdout).toContain('Sealed by the key that seals now: 1.');
  written.push(...(await write(['With the new key'])));
  await approveAll(await submitAll(written));
  expect(await untruths()).toEqual([]);
});

test('restarted one after the other, and to ask Telegram themselves: nothing is lost or late', SLOW, async () => {
  const timed = Array.from({ length: 8 }, (_, i) => `At its time ${i}`);
  for (const [i, text] of timed.entries())
    await makeByApi(text, new Date(Date.now() + 8_000 + i * 1_000), [TIMED_CHANNEL]);
  await approveAll(await reviewCards(timed));
  const during = ['web', 'bot', 'bot', 'worker', 'worker', 'worker'].map(
    (role, i) => `Written before ${role} ${i} ends`,
  );
  let said = 0;
  await crew.roll('polling', () => send(during[said++] ?? ''));
  await approveAll(await submitAll(await draftCards(during)));
  expect(await untruths()).toEqual([]);
  expect(await latest(timed)).toBeLessThan(LATE_MS);
});

test('asking Telegram themselves: likewise', SLOW, async () => {
  await wave('by polling');
  expect(await untruths()).toEqual([]);
});

/** Posts on their way, while every worker and every bot is killed once. */
async function wave(name: string): Promise<void> {
  const texts = Array.from({ length: 9 }, (_, i) => `Post ${i} ${name}`);
  const byApi = [`From outside 1 ${name}`, `From outside 2 ${name}`];
  const [cards] = await Promise.all([write(texts), crew.replace('bot')]);
  expect(cards.map(numberOf)).toEqual(cards.map(numberOf).toSorted((a, b) => a - b));
  for (const text of byApi) await makeByApi(text);
  const reviews = [...(await submitAll(cards)), ...(await reviewCards(byApi))];
  await crew.people.fault({ kind: 'slow', chatId: SLOW_CHANNEL, delayMs: 120_000 });
  for (const [i, role] of (['worker', 'bot', 'worker', 'worker'] as const).entries()) {
    const some = reviews.slice(i * 3, i * 3 + 3);
    await Promise.all([approveAll(some), crew.replace(role)]);
  }
}

/** The author writes these; returns their cards, in that order. */
async function write(texts: readonly string[]): Promise<MessageView[]> {
  for (const text of texts) await send(text);
  return draftCards(texts);
}

async function send(text: string): Promise<void> {
  sent.set(text, CHANNELS);
  await crew.author.send(BOT, text);
}

function draftCards(texts: readonly string[]): Promise<MessageView[]> {
  return Promise.all(texts.map((text) => crew.author.waitFor(BOT, (it) => isFor(it, text, 'submit'), WITHIN_MS)));
}

async function submitAll(cards: readonly MessageView[]): Promise<MessageView[]> {
  await Promise.all(cards.map((card) => tap(crew.author, card, 'submit')));
  return reviewCards(cards.map(textOf));
}

function reviewCards(texts: readonly string[]): Promise<MessageView[]> {
  return Promise.all(texts.map((text) => crew.editor.waitFor(EDITORS, (it) => isFor(it, text, 'approve'), WITHIN_MS)));
}

async function approveAll(reviews: readonly MessageView[]): Promise<void> {
  await Promise.all(reviews.map(approve));
}

/** By turns in the chat and by the API; what the admin has written only in the chat. */
async function approve(review: MessageView, place: number): Promise<void> {
  const text = textOf(review);
  if (place % 2 === 0 || BY_API.test(text)) return void (await tap(crew.editor, review, 'approve'));
  const { posts } = await ask(
    '{ posts(first: 50, filter: { states: [IN_REVIEW] }) { nodes { id text revision { id } } } }',
  );
  const post = posts?.nodes.find((one) => one.text === text);
  await mutate('approvePost(input: $input)', 'ApprovePostInput', { postId: post?.id, revisionId: post?.revision?.id });
}

/** Written by the admin and sent to review; `into` are channels, all where left out. */
async function makeByApi(text: string, dueAt: Date | null = null, into: readonly number[] = CHANNELS): Promise<void> {
  sent.set(text, into);
  const { accounts } = await ask('{ accounts(first: 10) { nodes { id externalId } } }');
  const targetAccountIds = accounts?.nodes.flatMap((one) => (into.includes(Number(one.externalId)) ? [one.id] : []));
  const input = { text, dueAt, targetAccountIds, idempotencyKey: text };
  const postId = await mutate('createPost(input: $input)', 'CreatePostInput', input);
  await mutate('submitPost(input: $input)', 'PostStepInput', { postId });
}

const NODE = z.object({
  id: z.string(),
  text: z.string().optional(),
  externalId: z.string().optional(),
  revision: z.object({ id: z.string() }).nullish(),
});
const CHANGED = z.object({ post: z.object({ id: z.string() }), userErrors: z.array(z.unknown()).length(0) });
const ANSWER = z.object({
  data: z.object({
    posts: z.object({ nodes: z.array(NODE) }).optional(),
    accounts: z.object({ nodes: z.array(NODE) }).optional(),
    changed: CHANGED.optional(),
  }),
});

async function ask(query: string, variables: object = {}): Promise<z.infer<typeof ANSWER>['data']> {
  const answer = await fetch(`${crew.webUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_API_TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  const body = await answer.text();
  const read = ANSWER.safeParse(JSON.parse(body));
  if (!read.success) throw new Error(`The API said: ${body}`);
  return read.data.data;
}

async function mutate(call: string, type: string, input: object): Promise<string | undefined> {
  const query = `mutation ($input: ${type}!) { changed: ${call} { post { id } userErrors { message } } }`;
  return (await ask(query, { input })).changed?.post.id;
}

interface PartRow {
  readonly text: string;
  readonly channel: string;
  readonly state: string;
}

/** Once all has ended: what is not live once in each of its channels, or asked about. Cards say the same by then. */
async function untruths(): Promise<unknown[]> {
  await expect.poll(unfinished, { timeout: WITHIN_MS, interval: 250 }).toEqual([]);
  const rows = await parts();
  const live = new Map<string, (string | null)[]>();
  for (const channel of CHANNELS)
    live.set(
      String(channel),
      (await crew.editor.messages(channel, 500)).map(({ text }) => text),
    );
  for (const text of sent.keys()) await cardsTell(text, rows);
  return rows.filter(({ text, channel, state }) => {
    const times = live.get(channel)?.filter((one) => one === text).length ?? 0;
    return state === 'published' ? times !== 1 : times > 1;
  });
}

async function cardsTell(text: string, rows: readonly PartRow[]): Promise<void> {
  const isAsked = rows.some((row) => row.text === text && row.state === 'unknown');
  if (isAsked) await crew.editor.waitFor(EDITORS, (it) => isFor(it, text, 'itIsThere'), WITHIN_MS);
  if (BY_API.test(text)) return;
  const tells = isAsked ? says('the answer got lost') : says('✅ Live');
  await crew.author.waitFor(BOT, (it) => textOf(it) === text && tells(it), WITHIN_MS);
}

/** What has not ended, or is not even there. */
async function unfinished(): Promise<string[]> {
  const ended = (await parts()).filter(({ state }) => state === 'published' || state === 'unknown');
  const there = new Set(ended.map(({ text, channel }) => `${text} in ${channel}`));
  const wanted = [...sent].flatMap(([text, channels]) => channels.map((channel) => `${text} in ${channel}`));
  return wanted.filter((one) => !there.has(one));
}

async function parts(): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select p.content ->> 'text' as text, a.external_id as channel, d.state from delivery d
    join publication u on u.id = d.publication_id join post p on p.id = u.post_id
    join social_account a on a.id = d.account_id where d.kind = 'part'`.execute(crew.db);
  return rows;
}

/** How long after its time, or after its approval, the last of these was sent. */
async function latest(texts: readonly string[]): Promise<number> {
  const { rows } = await sql<{ late_ms: number }>`
    select extract(epoch from max(t.started_at - greatest(u.due_at, u.created_at)))::float8 * 1000 as late_ms from attempt t
    join delivery d on d.id = t.delivery_id join publication u on u.id = d.publication_id
    join post p on p.id = u.post_id where p.content ->> 'text' = any(${[...texts]})`.execute(crew.db);
  return rows[0]?.late_ms ?? Infinity;
}

const isFor = (card: MessageView, text: string, verb: Verb) => textOf(card) === text && offers(card, verb);
const textOf = (card: MessageView) => (card.text ?? '').split('\n').find((line) => sent.has(line)) ?? '';
const numberOf = (card: MessageView) => Number(/#(\d+)/.exec(card.text ?? '')?.[1]);
