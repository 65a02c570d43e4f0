import { type Api, GrammyError } from 'grammy';
import { PlatformError } from '../src/domain/failure.js';
import type { Desk } from '../src/usecases/desk.js';
import { followChat } from '../src/usecases/follow-chat.js';
import { loseGroup } from '../src/usecases/lose-group.js';
import { markBlocked } from '../src/usecases/mark-blocked.js';
import { apiSignal } from './api-terms.js';

interface Asking {
  readonly desk: Desk;
  readonly api: Api;
  readonly signal: AbortSignal;
}

/**
 * Draws the conclusion where a chat that refused a notice cannot be written to any more, so that nothing is left to send. A moved chat is
 * followed, and the notice goes there next. Anything else is thrown on.
 */
export async function heedRefusal(asking: Asking, chatId: string, thrown: unknown): Promise<void> {
  if (!(thrown instanceof GrammyError)) throw thrown;
  const { desk } = asking;
  const { error_code: code, description, parameters } = thrown;
  if (parameters.migrate_to_chat_id !== undefined) {
    await followChat(desk, chatId, String(parameters.migrate_to_chat_id));
    throw new PlatformError('not_ready', description, { effect: 'none', retryAfterMs: 0 });
  }
  // 400 says no more than that something is wrong; whether it is the chat, the chat itself is asked.
  if (code !== 403 && !(code === 400 && (await isUnknown(asking, chatId)))) throw thrown;
  await (chatId.startsWith('-') ? loseGroup(desk, chatId) : markBlocked(desk, chatId));
}

async function isUnknown({ api, signal }: Asking, chatId: string): Promise<boolean> {
  try {
    await api.getChat(chatId, apiSignal(signal));
    return false;
  } catch (thrown) {
    if (!(thrown instanceof GrammyError)) throw thrown;
    return thrown.error_code === 400 || thrown.error_code === 403;
  }
}
