import { Refusal } from '../src/domain/refusal.js';
import { type UnknownCard, unknownCard } from '../src/reads/unknown-card.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { resolveUnknown, type Verdict } from '../src/usecases/resolve-unknown.js';
import type { Tap } from './callback-data.js';
import { askPerson } from './questions.js';
import type { TapHandler, TapHandlers } from './tapped.js';

export const unknownTaps: TapHandlers<'itIsThere' | 'notThere' | 'leaveIt'> = {
  /** The link is asked for; nothing is decided until it, or a dash, is given. */
  async itIsThere({ parts, speaker, chat, tap }) {
    const unknown = await openUnknown(parts.desk, tap);
    const { t } = speaker;
    await askPerson(parts, speaker, chat, {
      question: 'link',
      about: { deliveryId: tap.id, version: tap.version, platform: unknown.platform },
      text: t('ask-link', { number: unknown.number }),
      placeholder: t('ask-link-field'),
    });
  },
  notThere: decide({ is: 'not_there' }, 'done-not-there'),
  leaveIt: decide({ is: 'left_alone' }, 'done-left-alone'),
};

/** Refused, with who decided, where the question is not open any more. */
async function openUnknown(desk: Desk, { id, version }: Tap): Promise<UnknownCard> {
  const unknown = await unknownCard(sqlOutside(desk), id);
  const open = unknown?.state === 'unknown' || unknown?.state === 'left';
  if (unknown && open && unknown.version === version) return unknown;
  const { by, at } = unknown?.decision ?? {};
  throw new Refusal('stale', by && at ? { by, at: at.toISOString() } : {});
}

function decide(verdict: Verdict, done: 'done-not-there' | 'done-left-alone'): TapHandler {
  return async ({ parts, speaker, tap }) => {
    await openUnknown(parts.desk, tap);
    const { memberId } = speaker.member;
    await resolveUnknown(parts.desk, { deliveryId: tap.id, version: tap.version, memberId }, verdict);
    return speaker.t(done);
  };
}
