import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a token is made by a few taps and a name, works, and is gone from the chat when it has been copied', async () => {
  const { author, chats } = desk;
  const list = await openTokens(author);
  expect(list.text).toContain('A program that has a token');
  await author.tap(list, '➕ New token…');
  const menu = await shows(author, list, 'A new token');
  // An author chooses no other role than their own.
  expect(buttonsOf(menu)).toEqual([
    '• as an author',
    '✅ look',
    '⬜️ write drafts',
    '⬜️ publish and take down',
    '⬜️ manage people, accounts and settings',
    'Make it…',
    '‹ Back',
  ]);
  await author.tap(menu, '✅ look');
  const nothing = await author.waitFor(
    chats.bot,
    (message) => message.id === list.id && buttonsOf(message)[1] === '⬜️ look',
  );
  expect(buttonsOf(nothing)).not.toContain('Make it…');
  await author.tap(nothing, '⬜️ look');
  const ready = await author.waitFor(
    chats.bot,
    (message) => message.id === list.id && buttonsOf(message)[1] === '✅ look',
  );
  const { token, shown } = await make(author, ready, 'Weekly report');
  expect(await ask(token, '{ me { name role } }')).toMatchObject({ data: { me: { role: 'AUTHOR' } } });
  expect(await ask(token, '{ apiTokens(first: 1) { nodes { id } } }')).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });

  await author.tap(shown, '🗑 I have copied it: delete this');
  await expect.poll(async () => (await author.messages(chats.bot)).some(({ id }) => id === shown.id)).toBe(false);
  const again = await openTokens(author);
  expect(again.text).toMatch(/Weekly report · as an author: look\ncdk_[0-9a-f]{8}… used /);
  expect((await author.messages(chats.bot)).some(says(token))).toBe(false);
});

test('a token is revoked by a second tap, and an old button says so', async () => {
  const { admin, chats } = desk;
  const list = await openTokens(admin);
  await admin.tap(list, '➕ New token…');
  const menu = await shows(admin, list, 'A new token');
  expect(buttonsOf(menu).slice(0, 3)).toEqual(['as an author', 'as an editor', '• as an admin']);
  await admin.tap(menu, 'as an editor');
  const ready = await admin.waitFor(
    chats.bot,
    (message) => message.id === list.id && buttonsOf(message)[1] === '• as an editor',
  );
  const { token } = await make(admin, ready, 'To be revoked');
  expect(await ask(token, '{ me { role } }')).toMatchObject({ data: { me: { role: 'EDITOR' } } });

  const before = await openTokens(admin);
  const other = await openTokens(admin);
  await admin.tap(before, '🚫 To be revoked');
  const sure = await shows(admin, before, 'Revoke “To be revoked”?');
  expect((await admin.tap(sure, '🚫 Revoke it'))?.text).toBe('Revoked. Nobody can use it any more.');
  await shows(admin, before, 'My API tokens');
  expect(await ask(token, '{ me { role } }')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect((await admin.tap(other, '🚫 To be revoked'))?.alert).toBe(true);
});

async function openTokens(person: Person): Promise<MessageView> {
  const { bot } = desk.chats;
  const last = (await person.messages(bot)).at(-1)?.id ?? 0;
  await person.send(bot, '/settings');
  const settings = await person.waitFor(bot, (message) => message.id > last && says('My settings')(message));
  await person.tap(settings, '🔑 API tokens…');
  return shows(person, settings, 'My API tokens');
}

async function make(person: Person, menu: MessageView, name: string): Promise<{ token: string; shown: MessageView }> {
  const { bot } = desk.chats;
  await person.tap(menu, 'Make it…');
  const prompt = await person.waitFor(bot, (message) => message.id > menu.id && message.forceReply !== null);
  await person.send(bot, name, { replyTo: prompt.id });
  const shown = await person.waitFor(bot, says('Your new token', 'delete this message'));
  return { token: /cdk_\S+/.exec(shown.text ?? '')?.[0] ?? '', shown };
}

function shows(person: Person, { id }: MessageView, words: string): Promise<MessageView> {
  return person.waitFor(desk.chats.bot, (message) => message.id === id && says(words)(message));
}

async function ask(token: string, query: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${desk.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return z.unknown().parse(await response.json());
}
