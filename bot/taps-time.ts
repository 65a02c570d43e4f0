import { placeOf } from '../src/domain/zones.js';
import { type PostCard, postCard } from '../src/reads/post-card.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { schedulePost } from '../src/usecases/schedule-post.js';
import { isBadRequest } from './api-errors.js';
import { whenMenu } from './menus.js';
import { askPerson } from './questions.js';
import { postOf, showMenu } from './tapped-post.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { momentWords, relativeWords } from './time-words.js';

/** When a post goes: the usual times, or a typed one. */
export const timeTaps: TapHandlers<'when' | 'setTime' | 'typeTime'> = {
  async when(tapped) {
    const post = await postOf(tapped);
    await showMenu(tapped, whenMenu(post, tapped.parts.desk.clock.now(), tapped.speaker.t));
    return tapped.speaker.t('menu-when', { zone: placeOf(post.zone) });
  },

  async typeTime(tapped) {
    const { parts, speaker, chat } = tapped;
    const { t } = speaker;
    const { id: postId, number, zone } = await postOf(tapped);
    await askPerson(parts, speaker, chat, {
      question: 'time',
      about: { postId },
      text: t('ask-time', { number, zone: placeOf(zone) }),
      placeholder: t('ask-time-field'),
    });
  },

  async setTime(tapped) {
    const { parts, speaker, tap, card } = tapped;
    const { t, member } = speaker;
    const now = parts.desk.clock.now();
    const at = timeOf(tap.arg, now);
    const post = await postOf(tapped);
    await schedulePost(parts.desk, { postId: tap.id, memberId: member.memberId }, at);
    // A choice that was asked for by a message of its own is answered there.
    if (!card) await settle(tapped, await plannedWords(tapped, post, at, now));
    if (!at) return t(post.state === 'approved' ? 'done-now' : 'done-asap');
    const moment = momentWords(at, now, post.zone, t.language);
    return t('done-scheduled', { moment, relative: relativeWords(at, now, t.language) });
  },
};

/** What became of the plan: the time by the clock of the zone, how far off it is, and whether it has to be approved again. */
export async function plannedWords(
  { parts, speaker: { t } }: Pick<Tapped, 'parts' | 'speaker'>,
  before: PostCard,
  at: Date | null,
  now: Date,
): Promise<string> {
  const { number, zone } = before;
  const after = await postCard(sqlOutside(parts.desk), before.id);
  const when = at
    ? t('done-time', {
        number,
        moment: momentWords(at, now, zone, t.language),
        relative: relativeWords(at, now, t.language),
      })
    : t('done-asap');
  const asked = before.state === 'approved' && after?.state === 'in_review';
  return asked ? `${when} ${t('done-time-review')}` : when;
}

async function settle({ parts, chat, messageId }: Tapped, text: string): Promise<void> {
  try {
    await parts.api.editMessageText(chat.id, messageId, text);
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}

/** `asap`, minutes from now as `+60`, or minutes since 1970 in base 36. */
function timeOf(arg: string, now: Date): Date | null {
  if (arg === 'asap') return null;
  if (arg.startsWith('+')) return new Date(now.getTime() + Number(arg.slice(1)) * 60_000);
  return fromMinutes(arg);
}

/** As buttons carry a moment. */
export function inMinutes(at: Date): string {
  return Math.round(at.getTime() / 60_000).toString(36);
}

export function fromMinutes(arg: string): Date {
  return new Date(Number.parseInt(arg, 36) * 60_000);
}
