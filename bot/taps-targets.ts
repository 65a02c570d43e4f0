import { isEditor } from '../src/domain/post.js';
import { Refusal } from '../src/domain/refusal.js';
import { placeOf } from '../src/domain/zones.js';
import { type PartOnCard, postCard, type PostCard } from '../src/reads/post-card.js';
import { cancelTarget } from '../src/usecases/cancel-target.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { reopenTarget } from '../src/usecases/reopen-target.js';
import { repeatPublication } from '../src/usecases/repeat-publication.js';
import { isBadRequest } from './api-errors.js';
import { zoneIn } from './parts.js';
import { askPerson } from './questions.js';
import { postOf, showMenu } from './tapped-post.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { fromMinutes } from './taps-time.js';
import { repeatMenu, targetMenu, targetsMenu } from './targets.js';
import { momentWords } from './time-words.js';

/** One account of an approved post after the other. */
export const targetTaps: TapHandlers<'targets' | 'target' | 'cancelTarget' | 'reopenTarget' | 'askRepeat' | 'repeat'> =
  {
    async targets(tapped) {
      const { t, member } = tapped.speaker;
      await showMenu(tapped, targetsMenu(await postOf(tapped), isEditor(member.role), t));
    },

    async target(tapped) {
      const { post, parts } = await shownTarget(tapped);
      const { t, member } = tapped.speaker;
      await showMenu(tapped, targetMenu(post, parts, isEditor(member.role), t));
    },

    async cancelTarget(tapped) {
      await cancelTarget(tapped.parts.desk, fromShown(tapped));
      return tapped.speaker.t('done-cancel-target');
    },
    async reopenTarget(tapped) {
      await reopenTarget(tapped.parts.desk, fromShown(tapped));
      return tapped.speaker.t('done-reopen-target');
    },

    /** Nothing is repeated by one tap: it will be there twice. */
    async askRepeat(tapped) {
      const { post, main } = await shownTarget(tapped);
      const { t } = tapped.speaker;
      await showMenu(tapped, repeatMenu(post, main, t));
      return t(main.state === 'published' ? 'repeat-twice' : 'repeat-removed', { account: main.account });
    },
    async repeat(tapped) {
      const { parts, speaker, tap, chat, card } = tapped;
      const { t } = speaker;
      if (tap.arg === 'type') return askTime(tapped);
      const at = tap.arg === '' ? null : fromMinutes(tap.arg);
      await repeatPublication(parts.desk, fromShown(tapped), at);
      const said = at
        ? t('done-repeat-at', { moment: momentWords(at, parts.desk.clock.now(), zoneIn(speaker, chat), t.language) })
        : t('done-repeat');
      // A choice that was asked for by a message of its own is answered there.
      if (!card) await settle(tapped, said);
      return said;
    },
  };

async function askTime(tapped: Tapped): Promise<void> {
  const { parts, speaker, chat, tap } = tapped;
  const { post, main } = await shownTarget(tapped);
  const { t } = speaker;
  await askPerson(parts, speaker, chat, {
    question: 'repeat_time',
    about: { deliveryId: tap.id, version: tap.version },
    text: t('ask-repeat-time', { number: post.number, account: main.account, zone: placeOf(zoneIn(speaker, chat)) }),
    placeholder: t('ask-time-field'),
  });
}

interface ShownTarget {
  readonly post: PostCard;
  readonly main: PartOnCard;
  readonly parts: readonly PartOnCard[];
}

/** The publication that a button names by its first part; refused where that has moved on. */
async function shownTarget({ parts, speaker, tap, card }: Tapped): Promise<ShownTarget> {
  const post = card?.postId ? await postCard(sqlOutside(parts.desk), card.postId) : null;
  const main = post?.parts.find(({ id }) => id === tap.id);
  if (!post || post.clientId !== speaker.client.id || main?.version !== tap.version) throw new Refusal('stale');
  return { post, main, parts: post.parts.filter(({ publicationId }) => publicationId === main.publicationId) };
}

function fromShown({ tap, speaker }: Tapped) {
  return { deliveryId: tap.id, version: tap.version, memberId: speaker.member.memberId };
}

async function settle({ parts, chat, messageId }: Tapped, text: string): Promise<void> {
  try {
    await parts.api.editMessageText(chat.id, messageId, text);
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}
