import { isBadRequest } from './api-errors.js';
import { apiEntities } from './api-terms.js';
import { inlineMarkup } from './cards/card-view.js';
import type { List } from './lists.js';
import type { Tapped } from './tapped.js';

/** The message that was tapped shows this instead. */
export async function showList({ parts, chat, messageId }: Tapped, { body, keyboard }: List): Promise<void> {
  try {
    await parts.api.editMessageText(chat.id, messageId, body.text, {
      entities: apiEntities(body.entities),
      reply_markup: inlineMarkup(keyboard),
    });
  } catch (thrown) {
    // It shows this already.
    if (!isBadRequest(thrown)) throw thrown;
  }
}
