import { canonicalJson, type RenderedPart } from '../../domain/content.js';
import type { Receipt } from '../../domain/delivery.js';
import { canBecome } from '../../domain/correction.js';
import { PlatformError } from '../../domain/failure.js';
import type { Outgoing } from '../platform.js';
import { readDone } from './answer.js';
import type { BotApi } from './bot-api.js';
import { formatForTelegram } from './formatted-text.js';
import { CAPABILITIES } from './limits.js';
import { optionsOf } from './options.js';
import { type BotRequest, editCaptionRequest, editMediumRequest, editTextRequest } from './request.js';
import { idsOf } from './live-ids.js';

/** What people read when this fails: `edit_not_possible` is decided here, not by Telegram. */
const NOT_POSSIBLE = 'edit_not_possible';

/** A text by one request; of an album only the items that differ. Whatever of it was done before is done again, or found done. */
export async function edit(api: BotApi, out: Outgoing<unknown>, receipt: Receipt): Promise<void> {
  const { part, live } = out;
  const ids = idsOf(receipt, live ?? part);
  const fits = live ? canBecome(live, part, CAPABILITIES.edit ?? []) : !part.quiz;
  if (!ids || !fits || ids.length !== Math.max(1, part.media.length)) throw notPossible();
  if (part.quiz) return;
  if (part.media.length === 0) return editWords(api, out, ids[0], editTextRequest);
  for (const [index, ref] of part.media.entries()) {
    if (differs(live, part, index)) await change(api, out, ids[index], editMediumRequest(part, ref, index));
    else if (index === 0 && live && captionOf(live) !== captionOf(part)) {
      await editWords(api, out, ids[0], editCaptionRequest);
    }
  }
}

function notPossible(): PlatformError {
  return new PlatformError('invalid', 'Telegram cannot turn what is live into this', {
    effect: 'none',
    code: NOT_POSSIBLE,
  });
}

/** Must the medium at this place be sent anew? Where nobody told us what is live, yes. */
function differs(live: RenderedPart | undefined, part: RenderedPart, index: number): boolean {
  return !live || mediumOf(live, index) !== mediumOf(part, index);
}

function mediumOf(part: RenderedPart, index: number): string {
  return canonicalJson([part.media[index] ?? null, optionsOf(part).spoiler ?? false]);
}

function captionOf(part: RenderedPart): string {
  return canonicalJson([part.text, part.entities, optionsOf(part).captionAbove ?? false]);
}

type WordsRequest = (part: RenderedPart) => BotRequest;

/**
 * Telegram refuses an edit that changes nothing, by the same code as one of a message that is gone. One that surely changes something (by
 * a character that nobody sees) tells them apart; after it the words are put right.
 */
async function editWords(
  api: BotApi,
  out: Outgoing<unknown>,
  id: string | undefined,
  ask: WordsRequest,
): Promise<void> {
  const wanted = ask(out.part);
  const refusal = await refusalOf(change(api, out, id, wanted));
  if (!refusal) return;
  if (await refusalOf(change(api, out, id, ask(otherThan(out.part))))) throw refusal;
  await change(api, out, id, wanted);
}

/** Null where Telegram took it; anything but a refusal of what was asked is thrown. */
async function refusalOf(work: Promise<void>): Promise<PlatformError | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    if (thrown instanceof PlatformError && thrown.kind === 'invalid' && thrown.info.code === '400') return thrown;
    throw thrown;
  }
}

/** Without words there is nothing that an invisible character could hide behind. */
function otherThan(part: RenderedPart): RenderedPart {
  if (part.text === '') return { ...part, text: '…' };
  const max = part.media.length === 0 ? CAPABILITIES.textMax : CAPABILITIES.captionMax;
  const { text, entities } = formatForTelegram(part.text.slice(0, max - 1), part.entities);
  return { ...part, text: `${text}\u2060`, entities };
}

async function change(api: BotApi, out: Outgoing<unknown>, id: string | undefined, request: BotRequest): Promise<void> {
  const fields = { ...request.fields, message_id: Number(id) };
  const { asked, answer } = await api({ ...request, fields }, out);
  readDone(asked, answer);
}
