import { Refusal } from '../src/domain/refusal.js';
import { type PostCard, postCard } from '../src/reads/post-card.js';
import { coverCard } from '../src/usecases/cover-card.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { isBadRequest } from './api-errors.js';
import { inlineMarkup, type Keyboard } from './cards/card-view.js';
import { zoneIn } from './parts.js';
import type { Tapped } from './tapped.js';

/** By the clock of the chat. Refused to those who work for somebody else. */
export async function postOf({ parts, speaker, tap, chat }: Tapped): Promise<PostCard> {
  const post = await postCard(sqlOutside(parts.desk), tap.id);
  if (!post || post.clientId !== speaker.client.id) throw new Refusal('not_found');
  return { ...post, zone: zoneIn(speaker, chat) };
}

/** A menu takes the place of the card's buttons until the next change, or Back. */
export async function showMenu(tapped: Tapped, keyboard: Keyboard): Promise<void> {
  const { parts, card } = tapped;
  if (!card) throw new Refusal('stale');
  await showButtons(tapped, keyboard);
  await coverCard(parts.desk, card.id);
}

/** In the place of those that the message has. */
export async function showButtons({ parts, chat, messageId }: Tapped, keyboard: Keyboard): Promise<void> {
  try {
    await parts.api.editMessageReplyMarkup(chat.id, messageId, { reply_markup: inlineMarkup(keyboard) });
  } catch (thrown) {
    // A second tap on the same button: the menu is there already.
    if (!isBadRequest(thrown)) throw thrown;
  }
}
