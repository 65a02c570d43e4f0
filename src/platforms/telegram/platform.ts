import type { Platform } from '../platform.js';
import { hasMember, lookAt, missingRights } from './admission.js';
import { readReceipt } from './answer.js';
import { type TelegramOptions, createBotApi } from './bot-api.js';
import { edit } from './edit.js';
import { CAPABILITIES } from './limits.js';
import { telegramOptions } from './options.js';
import { preflight } from './preflight.js';
import { readLink } from './links.js';
import { remove } from './remove.js';
import { render } from './render.js';
import { sendRequest } from './request.js';

/**
 * Channels and groups, by a bot that may post there: texts, photos, videos, animations, documents, albums and quizzes. The Bot API knows
 * no idempotency key and cannot be asked what was posted, so there is neither `prepare` nor a way to look after a lost answer.
 */
export function telegramPlatform(options: TelegramOptions): Platform {
  const api = createBotApi(options);
  return {
    id: 'telegram',
    capabilities: CAPABILITIES,
    options: telegramOptions,
    render,
    preflight,
    readLink,
    countsAs: ({ media }, target) => ({ chatId: target, how: 'send', messages: Math.max(1, media.length) }),
    admission: {
      look: (chatId, signal) => lookAt(api, { chatId, botId: options.token.split(':')[0] ?? '', signal }),
      hasMember: (chatId, telegramId, signal) => hasMember(api, { chatId, telegramId, signal }),
      missing: missingRights,
    },
    publisher: {
      async commit(out) {
        const { asked, answer } = await api(sendRequest(out.part), out);
        return readReceipt(asked, answer);
      },
      edit: async (out, receipt) => edit(api, out, receipt),
      remove: async (out, receipt) => remove(api, out, receipt),
    },
  };
}
