import { Refusal } from '../src/domain/refusal.js';
import { isEditor } from '../src/domain/post.js';
import { placeOf } from '../src/domain/zones.js';
import { decideHeld, type HeldDecision } from '../src/usecases/decide-held.js';
import { isBadRequest } from './api-errors.js';
import { zoneIn } from './parts.js';
import { askPerson } from './questions.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { fromMinutes } from './taps-time.js';
import { momentWords } from './time-words.js';

/** On the card of all that is held. */
export const heldTaps: TapHandlers<'heldSend' | 'heldMove' | 'heldDrop' | 'heldAt' | 'heldKeep'> = {
  async heldSend(tapped) {
    return tapped.speaker.t('done-held-sent', { count: await decide(tapped, tapped.tap.arg, { how: 'send' }) });
  },
  async heldDrop(tapped) {
    return tapped.speaker.t('done-held-dropped', { count: await decide(tapped, tapped.tap.arg, { how: 'drop' }) });
  },
  async heldKeep(tapped) {
    return tapped.speaker.t('done-held-kept', { count: await decide(tapped, tapped.tap.arg, { how: 'keep' }) });
  },

  async heldMove({ parts, speaker, chat, tap }) {
    const { t, member } = speaker;
    if (!isEditor(member.role)) throw new Refusal('not_allowed');
    await askPerson(parts, speaker, chat, {
      question: 'held_time',
      about: { signature: tap.arg },
      text: t('ask-held-time', { zone: placeOf(zoneIn(speaker, chat)) }),
      placeholder: t('ask-time-field'),
    });
  },

  /** One of the times that a typed one may have meant. */
  async heldAt(tapped) {
    const { parts, speaker, tap, chat, messageId } = tapped;
    const { t } = speaker;
    const [minutes = '', signature = ''] = tap.arg.split('.');
    const at = fromMinutes(minutes);
    const count = await decide(tapped, signature, { how: 'move', at });
    const moment = momentWords(at, parts.desk.clock.now(), zoneIn(speaker, chat), t.language);
    try {
      await parts.api.editMessageText(chat.id, messageId, t('done-held-moved', { count, moment }));
    } catch (thrown) {
      if (!isBadRequest(thrown)) throw thrown;
    }
  },
};

async function decide({ parts, speaker, tap }: Tapped, signature: string, decision: HeldDecision): Promise<number> {
  if (tap.id !== speaker.client.id) throw new Refusal('not_found');
  if (signature === '') throw new Refusal('stale');
  const request = { clientId: tap.id, memberId: speaker.member.memberId, signature };
  return decideHeld(parts.desk, request, decision);
}
