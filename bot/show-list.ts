import { apiEntities } from './api-terms.js';
import { isBadRequest } from './api-errors.js';
import { inlineMarkup, type List } from './cards/card-view.js';
import type { BotParts } from './parts.js';
import type { Tapped } from './tapped.js';

/** A new message; returns its number. */
export async function sendList({ api }: Pick<BotParts, 'api'>, chatId: number, list: List): Promise<number> {
  const { body, keyboard } = list;
  const sent = await api.sendMessage(chatId, body.text, {
    entities: apiEntities(body.entities),
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 && { reply_markup: inlineMarkup(keyboard) }),
  });
  return sent.message_id;
}

/** In the place of what the message shows; one that shows the same already, or is gone, is left alone. */
export async function editToList(
  { api }: Pick<BotParts, 'api'>,
  { chatId, messageId }: { readonly chatId: number; readonly messageId: number },
  { body, keyboard }: List,
): Promise<void> {
  try {
    await api.editMessageText(chatId, messageId, body.text, {
      entities: apiEntities(body.entities),
      link_preview_options: { is_disabled: true },
      reply_markup: inlineMarkup(keyboard),
    });
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}

/** In the place of the message that was tapped. */
export function showList({ parts, chat, messageId }: Tapped, list: List): Promise<void> {
  return editToList(parts, { chatId: chat.id, messageId }, list);
}
