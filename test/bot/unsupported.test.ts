import type { Message, Poll } from 'grammy/types';
import { expect, test } from 'vitest';
import { loadTexts } from '../../bot/texts.js';
import { unsupportedText } from '../../bot/unsupported.js';
import { broughtBy } from '../../bot/incoming.js';

const FILE = { file_id: 'f', file_unique_id: 'u', duration: 1 };
const BASE: Message = { message_id: 5, date: 1, chat: { id: 1, type: 'private', first_name: 'Olena' } };
const POLL: Poll = {
  id: '1',
  question: 'Tea?',
  options: [],
  total_voter_count: 0,
  is_closed: false,
  is_anonymous: true,
  type: 'regular',
  allows_multiple_answers: false,
  allows_revoting: false,
  members_only: false,
};
const PLACE = { latitude: 50.4, longitude: 30.5 };

test.each<[string, Partial<Message>, string]>([
  ['a voice message', { voice: FILE }, 'sound alone'],
  ['music', { audio: FILE }, 'sound alone'],
  [
    'a sticker',
    { sticker: { ...FILE, type: 'regular', width: 9, height: 9, is_animated: false, is_video: false } },
    'or an emoji',
  ],
  ['a poll', { poll: POLL }, 'Write the question as a text'],
  ['a round video', { video_note: { ...FILE, length: 240 } }, 'as an ordinary video'],
  ['a place', { location: PLACE }, 'Write the address'],
  ['a venue', { location: PLACE, venue: { location: PLACE, title: 'Bean', address: '1 Street' } }, 'Write the address'],
  ['a contact', { contact: { phone_number: '1', first_name: 'Max' } }, 'Write the address'],
  ['a story', { story: { chat: BASE.chat, id: 3 } }, 'Send its photo or video'],
  ['a throw of dice', { dice: { emoji: '🎲', value: 3 } }, 'I cannot make a post of this'],
])('%s is answered with what to do instead, and with what works', (_, given, advice) => {
  const message = { ...BASE, ...given };
  expect(broughtBy(message)).toBeNull();
  const answer = unsupportedText(message, loadTexts()('en'));
  expect(answer).toContain(advice);
  expect(answer).toContain('What works: a text, photos, videos');
});

test('an animation is not taken for the document that it also is', () => {
  const animation = { ...FILE, width: 4, height: 3, file_name: 'dance.mp4', mime_type: 'video/mp4', file_size: 9 };
  const message: Message = { ...BASE, animation, document: animation, caption: 'Look' };
  expect(broughtBy(message)).toEqual({
    words: { text: 'Look', entities: [] },
    file: {
      fileId: 'f',
      uniqueId: 'u',
      sizeBytes: 9,
      said: { name: 'dance.mp4', mime: 'video/mp4', isAnimation: true },
    },
  });
});
