import { Refusal } from '../src/domain/refusal.js';
import { arrangeMedia } from '../src/usecases/arrange-media.js';
import { keepBatch } from '../src/usecases/keep-batch.js';
import { isBadRequest } from './api-errors.js';
import { arrangingOf, mediaMenu } from './media-menu.js';
import { postOf, showMenu } from './tapped-post.js';
import type { TapHandler, TapHandlers } from './tapped.js';

export const mediaTaps: TapHandlers<'media' | 'mediaKept' | 'batchOnly' | 'batchUndo'> = {
  async media(tapped): Promise<string | void> {
    const { tap, speaker } = tapped;
    const post = await postOf(tapped);
    // The order is by places in the post as it was shown.
    if (post.version !== tap.version) throw new Refusal('stale');
    const arranging = arrangingOf(tap.arg, post);
    await showMenu(tapped, mediaMenu(post, arranging, speaker.t));
    if (tap.arg === '') return speaker.t('menu-media');
  },

  async mediaKept(tapped) {
    const { parts, speaker, tap } = tapped;
    const { order } = arrangingOf(tap.arg, await postOf(tapped));
    const request = { postId: tap.id, memberId: speaker.member.memberId, version: tap.version };
    await arrangeMedia(parts.desk, request, order);
    return speaker.t('done-media');
  },

  batchOnly: decideBatch('only', 'done-batch-only'),
  batchUndo: decideBatch('others', 'done-batch-undone'),
};

/** The answer with these buttons says what became of it, and asks nothing any more. */
function decideBatch(which: 'only' | 'others', done: 'done-batch-only' | 'done-batch-undone'): TapHandler {
  return async (tapped) => {
    const { parts, speaker, tap, chat, messageId } = tapped;
    const { number } = await postOf(tapped);
    const first = { chatId: String(chat.id), messageId: Number.parseInt(tap.arg, 36) };
    await keepBatch(parts.desk, { postId: tap.id, memberId: speaker.member.memberId, first }, which);
    const text = speaker.t(done, { number });
    try {
      await parts.api.editMessageText(chat.id, messageId, text);
    } catch (thrown) {
      if (!isBadRequest(thrown)) throw thrown;
    }
  };
}
