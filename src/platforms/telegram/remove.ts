import type { Receipt } from '../../domain/delivery.js';
import { PlatformError } from '../../domain/failure.js';
import type { Outgoing } from '../platform.js';
import { readDone } from './answer.js';
import type { BotApi } from './bot-api.js';
import { idsOf } from './live-ids.js';

const NOT_POSSIBLE = 'remove_not_possible';

/**
 * All messages of the part by one request, which passes over those that are gone. A refusal is about those that are there: they are older
 * than 48 hours, or the bot may not delete in this chat; Telegram's sentence says which.
 */
export async function remove(api: BotApi, out: Outgoing<unknown>, receipt: Receipt): Promise<void> {
  const ids = idsOf(receipt, out.part);
  if (!ids) throw notPossible('We do not know all messages of this post: delete it by hand', {});
  const { asked, answer } = await api({ method: 'deleteMessages', fields: { message_ids: ids.map(Number) } }, out);
  try {
    readDone(asked, answer);
  } catch (thrown) {
    if (!(thrown instanceof PlatformError) || thrown.info.code !== '400') throw thrown;
    throw notPossible(thrown.message, thrown.info);
  }
}

function notPossible(message: string, info: PlatformError['info']): PlatformError {
  return new PlatformError('invalid', message, { ...info, effect: 'none', code: NOT_POSSIBLE });
}
