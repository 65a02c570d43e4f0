import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { cardSays, draft, offers, promptTo, submit, tap } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('"It is there" with the link makes the post live, once', async () => {
  const { card, unknown } = await lose('Lost and found', 'lost-after');
  const [post] = await liveWith('Lost and found');
  await tap(desk.editor, unknown, 'itIsThere');
  const prompt = await promptTo(desk.editor, unknown);
  await desk.editor.send(desk.chats.editors, post?.link ?? '', { replyTo: prompt.id });
  await cardSays(desk, card, /Live/);
  expect(await liveWith('Lost and found')).toHaveLength(1);
});

test('"Not there, send again" sends it again, and only then', async () => {
  const { card, unknown } = await lose('Lost on the way', 'lost-before');
  expect(await liveWith('Lost on the way')).toHaveLength(0);
  await tap(desk.editor, unknown, 'notThere');
  await cardSays(desk, card, /Live/);
  expect(await liveWith('Lost on the way')).toHaveLength(1);
});

test('"Leave it" leaves it, and nothing is sent', async () => {
  const { card, unknown } = await lose('Leave me', 'lost-before');
  await tap(desk.editor, unknown, 'leaveIt');
  await cardSays(desk, card, /may be live/);
  await desk.editor.waitFor(desk.chats.editors, (message) => message.id === unknown.id && !offers(message, 'leaveIt'));
  expect(await liveWith('Leave me')).toHaveLength(0);
});

test('what was left can still be sent again by a person', async () => {
  const { card, unknown } = await lose('Left by mistake', 'lost-before');
  await tap(desk.editor, unknown, 'leaveIt');
  const left = await desk.editor.waitFor(
    desk.chats.editors,
    (message) => message.id === unknown.id && offers(message, 'notThere') && !offers(message, 'leaveIt'),
  );
  await tap(desk.editor, left, 'notThere');
  await cardSays(desk, card, /Live/);
  expect(await liveWith('Left by mistake')).toHaveLength(1);
});

test('a button of the card that was used already does nothing', async () => {
  const { card, unknown } = await lose('Once only', 'lost-before');
  await tap(desk.editor, unknown, 'notThere');
  await cardSays(desk, card, /Live/);
  const answer = await tap(desk.editor, unknown, 'notThere');
  expect(answer?.alert).toBe(true);
  expect(await liveWith('Once only')).toHaveLength(1);
});

test.each(['bad-gateway', 'garbage'] as const)('%s is a lost answer too', async (kind) => {
  const text = `It answered ${kind}`;
  await lose(text, kind);
  expect(await liveWith(text)).toHaveLength(1);
});

test('a refusal says whose fault it is and what to do, and can be tried again', async () => {
  await desk.people.fault({ kind: 'refuse', chatId: desk.chats.channel, description: 'Bad Request: TOPIC_CLOSED' });
  const card = await approve('Refused once');
  const failed = await cardSays(desk, card, /did not go out/);
  expect(failed.text).toMatch(/TOPIC_CLOSED/);
  await tap(desk.author, failed, 'retry');
  await cardSays(desk, card, /Live/);
  expect(await liveWith('Refused once')).toHaveLength(1);
});

test('a rate limit is waited for, not counted as a failure', async () => {
  await desk.people.fault({ kind: 'rate-limit', chatId: desk.chats.channel, retryAfter: 2 });
  const card = await approve('Patience');
  await cardSays(desk, card, /waiting/);
  await cardSays(desk, card, /Live/);
  expect(await liveWith('Patience')).toHaveLength(1);
});

async function approve(text: string): Promise<MessageView> {
  const card = await draft(desk, text);
  await tap(desk.editor, await submit(desk, card), 'approve');
  return card;
}

/** The next answer from the channel is lost; returns the author's card and the editors' unknown card. */
async function lose(text: string, kind: 'lost-after' | 'lost-before' | 'bad-gateway' | 'garbage') {
  const before = (await desk.editor.messages(desk.chats.editors)).at(-1)?.id ?? 0;
  await desk.people.fault({ kind, chatId: desk.chats.channel });
  const card = await approve(text);
  await cardSays(desk, card, /answer got lost/);
  const unknown = await desk.editor.waitFor(
    desk.chats.editors,
    (message) => message.id > before && offers(message, 'leaveIt'),
  );
  return { card, unknown };
}

async function liveWith(text: string): Promise<MessageView[]> {
  return (await desk.live()).filter((post) => post.text === text);
}
