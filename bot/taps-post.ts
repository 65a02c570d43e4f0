import { Refusal } from '../src/domain/refusal.js';
import { accounts } from '../src/reads/accounts.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { duplicatePost } from '../src/usecases/duplicate-post.js';
import { editPost } from '../src/usecases/edit-post.js';
import { openCard } from '../src/usecases/open-card.js';
import { refreshCards } from '../src/usecases/refresh-cards.js';
import { retryDelivery } from '../src/usecases/resolve-unknown.js';
import { type PlainStep, stepPost } from '../src/usecases/step-post.js';
import { submitPost } from '../src/usecases/submit-post.js';
import { isBadRequest } from './api-errors.js';
import { choiceOf, maskOf, whereMenu } from './menus.js';
import { postTargets, showPreview } from './preview.js';
import { askPerson } from './questions.js';
import { postOf, showMenu } from './tapped-post.js';
import type { Tapped, TapHandler, TapHandlers } from './tapped.js';

type PostVerb =
  PlainStep | 'submit' | 'preview' | 'edit' | 'where' | 'choose' | 'chosen' | 'back' | 'retry' | 'open' | 'duplicate';

export const postTaps: TapHandlers<PostVerb> = {
  async submit(tapped) {
    await submitPost(tapped.parts.desk, fromShown(tapped));
    const post = await postOf(tapped);
    return tapped.speaker.t(post.state === 'approved' ? 'done-approved-alone' : 'done-submitted');
  },
  withdraw: plainStep('withdraw'),
  archive: plainStep('archive'),
  restore: plainStep('restore'),
  cancel: plainStep('cancel'),
  reopen: plainStep('reopen'),

  async preview(tapped) {
    const { parts, speaker, card } = tapped;
    const targets = await postTargets(parts.desk, await postOf(tapped));
    if (targets.length === 0) throw new Refusal('no_targets');
    if (!card) throw new Refusal('stale');
    await showPreview({ ...parts, t: speaker.t }, card, targets, { anew: true });
  },

  async edit(tapped) {
    const { parts, speaker, chat, tap } = tapped;
    const { number } = await postOf(tapped);
    const { t } = speaker;
    await askPerson(parts, speaker, chat, {
      question: 'new_text',
      about: { postId: tap.id },
      text: t('ask-new-text', { number }),
      placeholder: t('ask-new-text-field'),
    });
  },

  async where(tapped) {
    const post = await postOf(tapped);
    const all = await accounts(sqlOutside(tapped.parts.desk), post.clientId);
    await showMenu(tapped, whereMenu(post, all, maskOf(post.targetIds, all), tapped.speaker.t));
    return tapped.speaker.t('menu-where');
  },
  async choose(tapped) {
    const post = await postOf(tapped);
    const all = await accounts(sqlOutside(tapped.parts.desk), post.clientId);
    await showMenu(tapped, whereMenu(post, all, tapped.tap.arg, tapped.speaker.t));
  },
  async chosen(tapped) {
    const { parts, speaker, tap } = tapped;
    const post = await postOf(tapped);
    const all = await accounts(sqlOutside(parts.desk), post.clientId);
    const targetIds = choiceOf(tap.arg, all);
    if (targetIds?.length === 0) throw new Refusal('no_targets');
    const request = { postId: tap.id, memberId: speaker.member.memberId };
    await editPost(parts.desk, request, (draft) => ({ ...draft, targetIds }));
  },

  async back({ parts, tap }) {
    await refreshCards(parts.desk, tap.id);
  },

  async retry({ parts, speaker, tap }) {
    const { memberId } = speaker.member;
    await retryDelivery(parts.desk, { deliveryId: tap.id, version: tap.version, memberId });
  },

  async open({ parts, speaker, tap, chat }) {
    const { t, member } = speaker;
    const chatId = String(chat.id);
    const wanted = { postId: tap.id, memberId: member.memberId, chatId, language: t.language };
    const { formerMessageId, number } = await openCard(parts.desk, wanted);
    if (formerMessageId === null) return;
    try {
      await parts.api.editMessageText(chatId, Number(formerMessageId), t('card-is-below', { number }));
    } catch (thrown) {
      // Deleted since, or too old to be edited.
      if (!isBadRequest(thrown)) throw thrown;
    }
  },

  async duplicate(tapped) {
    const { parts, speaker, tap, chat, queryId } = tapped;
    const { number } = await postOf(tapped);
    // Drafts are a matter between their author and the bot.
    const chatId = String(chat.type === 'private' ? chat.id : speaker.from.id);
    const { memberId } = speaker.member;
    const wanted = { postId: tap.id, memberId, chatId, language: speaker.t.language, wishId: queryId };
    const copy = await duplicatePost(parts.desk, wanted);
    return speaker.t('done-duplicate', { number: copy.number, of: String(number) });
  },
};

function plainStep(step: PlainStep): TapHandler {
  return async (tapped) => {
    await stepPost(tapped.parts.desk, fromShown(tapped), step);
    return tapped.speaker.t(`done-${step}`);
  };
}

/** The step is taken from exactly what the person saw. */
function fromShown({ tap, speaker }: Tapped) {
  return { postId: tap.id, memberId: speaker.member.memberId, version: tap.version };
}
