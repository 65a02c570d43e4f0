import type { TextEntity } from './content.js';

interface Written {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** A sentence further back than this share of what fits would leave too much out: then the last whole word ends the text. */
const SENTENCE_SHARE = 0.6;

/** The beginning of a text that fits into `max` UTF-16 units, up to the end of a sentence, else of a word with an ellipsis. */
export function shortenText({ text, entities }: Written, max: number): Written {
  if (text.length <= max) return { text, entities };
  const shortened = cutText(text, max);
  // The ellipsis is nobody's formatting.
  const length = shortened.endsWith('…') ? shortened.length - 1 : shortened.length;
  return { text: shortened, entities: entities.flatMap((entity) => within(entity, length)) };
}

function cutText(text: string, max: number): string {
  const head = text.slice(0, Math.max(0, max));
  const sentence = [...head.matchAll(/[.!?…]["»”’)\]]*(?=\s)|\n/gu)]
    .map(({ 0: end, index }) => index + end.length)
    .at(-1);
  const whole = head.slice(0, sentence ?? 0).trimEnd();
  if (whole.length >= max * SENTENCE_SHARE) return whole;
  const words = text.slice(0, Math.max(0, head.search(/\s\S*$/u))).trimEnd();
  const room = text.slice(0, Math.max(0, max - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${words.length >= max * SENTENCE_SHARE ? words : room}…`;
}

function within(entity: TextEntity, length: number): TextEntity[] {
  const left = Math.min(entity.length, length - entity.offset);
  return left > 0 ? [{ ...entity, length: left }] : [];
}
