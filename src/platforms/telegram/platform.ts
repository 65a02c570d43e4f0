import { PlatformError } from '../../domain/failure.js';
import type { Http } from '../http.js';
import { multipart } from '../multipart.js';
import type { Outgoing, Platform } from '../platform.js';
import { readReceipt } from './answer.js';
import { CAPABILITIES, preflight, render } from './render.js';

export interface TelegramOptions {
  /** Of the Bot API: `https://api.telegram.org`, or a server of one's own. */
  readonly apiRoot: string;
  readonly token: string;
  readonly http: Http;
  /** For one request, upload included. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

/**
 * Channels and groups, by a bot that may post there: a text, or one photo with a caption. Links get Telegram's own preview. The Bot API
 * knows no idempotency key and cannot be asked what was posted, so there is neither `prepare` nor a way to look after a lost answer.
 */
export function telegramPlatform({ apiRoot, token, http, timeoutMs = TIMEOUT_MS }: TelegramOptions): Platform {
  const root = `${apiRoot.replace(/\/+$/, '')}/bot${token}`;
  return {
    id: 'telegram',
    capabilities: CAPABILITIES,
    render,
    preflight,
    countsAs: ({ media }, target) => ({ chatId: target, how: 'send', messages: Math.max(1, media.length) }),
    publisher: {
      async commit(out) {
        const { method, ...content } = requestFor(out);
        const name = `Telegram ${method}`;
        const call = {
          name,
          method: 'POST',
          url: `${root}/${method}`,
          ...content,
          timeoutMs,
          signal: out.signal,
        } as const;
        return readReceipt({ name, secret: token }, await http.request(call));
      },
    },
  };
}

function requestFor({ part, target, media }: Outgoing<unknown>) {
  const [photo, ...more] = part.media;
  if (more.length > 0) {
    throw new PlatformError('invalid', 'Telegram takes one photo in a post', { effect: 'none' });
  }
  const { text, entities } = part;
  if (!photo) {
    return { method: 'sendMessage', json: { chat_id: target, text, ...(entities.length > 0 && { entities }) } };
  }
  const fields = {
    chat_id: target,
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: JSON.stringify(entities) }),
  };
  const { hash, size, mime, open } = media(photo);
  return {
    method: 'sendPhoto',
    body: multipart(fields, { field: 'photo', fileName: 'photo', hash, size, mime, open }),
  };
}
