import { describe, expect, it } from 'vitest';
import { readReceipt } from '../../../src/platforms/telegram/answer.js';

const asked = { name: 'Telegram sendMessage', secret: '1:token' };
const answer = (chat: object) => ({ status: 200, headers: {}, json: { ok: true, result: { message_id: 7, chat } } });

describe('the receipt of a message', () => {
  it.each([
    { where: 'a public channel', chat: { id: -1001234567890, username: 'dailybean' }, url: 'https://t.me/dailybean/7' },
    { where: 'a private channel', chat: { id: -1001234567890 }, url: 'https://t.me/c/1234567890/7' },
    { where: 'a private channel with a short id', chat: { id: -1000000000042 }, url: 'https://t.me/c/42/7' },
    { where: 'a channel with a long id', chat: { id: -1009876543210 }, url: 'https://t.me/c/9876543210/7' },
    { where: 'a channel beyond eleven digits', chat: { id: -1997852516352 }, url: 'https://t.me/c/997852516352/7' },
    {
      where: 'a channel whose name is odd',
      chat: { id: -1001234567890, username: 5 },
      url: 'https://t.me/c/1234567890/7',
    },
    { where: 'a small group', chat: { id: -4012345678 }, url: undefined },
    { where: 'a private chat', chat: { id: 42, username: 'olena' }, url: undefined },
  ])('in $where links to $url', ({ chat, url }) => {
    expect(readReceipt(asked, answer(chat))).toEqual({ kind: 'published', remoteId: '7', ...(url && { url }) });
  });

  it.each([
    {},
    { result: true },
    { result: {} },
    { result: { message_id: '7', chat: { id: 1 } } },
    { result: { message_id: 7 } },
  ])('that cannot be read is not made up: %j', (rest) => {
    const read = () => readReceipt(asked, { status: 200, headers: {}, json: { ok: true, ...rest } });
    expect(read).toThrow(
      expect.objectContaining({ kind: 'outage', info: expect.objectContaining({ effect: 'uncertain' }) }),
    );
  });
});
