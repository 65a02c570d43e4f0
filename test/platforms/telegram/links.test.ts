import { expect, test } from 'vitest';
import { readLink } from '../../../src/platforms/telegram/links.js';

const NAMED = { id: 'a', externalId: '-1002000000001', username: 'Daily_Bean' };
const UNNAMED = { ...NAMED, username: null };

test.each([
  ['by its name', 'https://t.me/daily_bean/12', NAMED, '12'],
  ['by its name, as a preview', 'https://t.me/s/daily_bean/12', NAMED, '12'],
  ['by its name, to one item of an album', 'https://telegram.me/Daily_Bean/12?single', NAMED, '12'],
  ['for members', 'https://t.me/c/2000000001/12', UNNAMED, '12'],
  ['for members, within a topic', 'https://t.me/c/2000000001/7/12', UNNAMED, '12'],
  ['by a name that is all we know', 'https://t.me/daily_bean/12', { ...UNNAMED, externalId: '@daily_bean' }, '12'],
  ['to another channel', 'https://t.me/daily_tea/12', NAMED, null],
  ['to another channel for members', 'https://t.me/c/2000000002/12', NAMED, null],
  ['by a name that we do not know', 'https://t.me/daily_bean/12', UNNAMED, null],
  ['to the channel itself', 'https://t.me/daily_bean', NAMED, null],
  ['to a topic alone', 'https://t.me/c/2000000001', UNNAMED, null],
])('a link %s', (_what, link, account, messageId) => {
  expect(readLink(link, account)).toBe(messageId);
});
