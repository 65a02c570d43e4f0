import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';

/** What the bot works with and the API does without, and why. */
const NOT_IN_THE_API: Readonly<Record<string, string>> = {
  'accept-invitation': 'the link of an invitation is opened in Telegram, which says who the person is',
  ask: 'a question in a chat and its answer',
  'choose-client': 'for whom a private chat speaks; a request of the API names its client',
  'claim-desk': 'the first admin, by a code in the log, in Telegram',
  'correct-live': 'part of editing and approving; the bot only asks what a correction would do',
  'cover-card': 'a card in a chat',
  desk: 'what all use cases work with',
  'drop-previews': 'messages in a chat',
  'follow-chat': 'Telegram says that a group has moved',
  'follow-message': 'Telegram says that a message was edited',
  'heed-chat-rights': 'Telegram says that the bot got other rights in a chat',
  'keep-bot-name': 'Telegram says what the bot is called',
  'keep-batch': 'the media of one message; editPost takes any',
  'know-person': 'Telegram says who somebody is',
  'known-member': 'who speaks; a token says it here',
  'live-publications': 'a question; the publications say it',
  'lose-group': 'Telegram says that a group is gone',
  'mark-blocked': 'Telegram says that a person blocked the bot',
  'note-set-up': 'how far the guide in the chat has come',
  'offer-login': 'a link into the browser, sent in a private chat; a token needs none',
  'offer-upload': 'a link for a file too large for a chat; createPost and editPost take files',
  'open-card': 'a card in a chat',
  'preview-parts': 'messages in a chat',
  'refresh-cards': 'a card in a chat',
  'regain-group': 'Telegram says that the bot is back',
  'render-targets': 'a question: what would ship, for a card',
  'show-card': 'a card in a chat',
  'show-preview': 'messages in a chat',
  'source-rows': 'which messages a post is made of',
  'store-away': 'how the bot waits for its database',
  'take-message': 'a message in a chat; createPost takes its place',
  'welcome-back': 'a person who had blocked the bot writes again',
};

test('every use case of the bot is reached by a mutation or stands in the list with a reason', () => {
  const reached = useCasesIn('src/graphql');
  const missing = [...useCasesIn('bot')].filter((name) => !reached.has(name) && !(name in NOT_IN_THE_API));
  expect(missing).toEqual([]);
});

test('no reason is given for what the bot does not have', () => {
  const used = useCasesIn('bot');
  expect(Object.keys(NOT_IN_THE_API).filter((name) => !used.has(name))).toEqual([]);
});

/** The use cases that files of this room import. */
function useCasesIn(room: string): Set<string> {
  const files = readdirSync(join(PACKAGE_ROOT, room), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const named = files.flatMap((file) => {
    const source = readFileSync(join(PACKAGE_ROOT, room, file), 'utf8');
    return [...source.matchAll(/\/usecases\/([a-z-]+)\.js'/g)].flatMap(([, name]) => name ?? []);
  });
  return new Set(named);
}
