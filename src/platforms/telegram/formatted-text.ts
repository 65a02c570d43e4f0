import type { TextEntity } from '../../domain/content.js';

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** What a bot can ask for, and what else belongs to it. Links, hashtags, mentions and commands in the text Telegram finds by itself. */
const KINDS = new Map<string, readonly (keyof TextEntity)[]>([
  ['bold', []],
  ['italic', []],
  ['underline', []],
  ['strikethrough', []],
  ['spoiler', []],
  ['blockquote', []],
  ['expandable_blockquote', []],
  ['code', []],
  ['pre', ['language']],
  ['text_link', ['url']],
  ['custom_emoji', ['custom_emoji_id']],
]);
/** Without it the entity is refused. */
const NEEDED = new Set<keyof TextEntity>(['url', 'custom_emoji_id']);

/**
 * Text as Telegram will show it: what it would clean and trim is cleaned and trimmed here, so that what is approved is what ships, and
 * lengths are what Telegram counts. Offsets and lengths are UTF-16 units.
 */
export function formatForTelegram(text: string, entities: readonly TextEntity[]): FormattedText {
  // Each replacement is one unit for one unit, so entities stay where they are.
  const spaced = text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[^\P{Cc}\r\n]/gu, ' ');
  const fitted = entities.flatMap((entity) => fit(entity, spaced));
  return trim(withoutReturns(spaced, fitted));
}

/** The entity with what Telegram knows of it, within the text and around whole characters; nothing where nothing is left. */
function fit(entity: TextEntity, text: string): TextEntity[] {
  const extra = KINDS.get(entity.type);
  if (!extra || extra.some((key) => NEEDED.has(key) && !entity[key])) return [];
  const start = Math.max(0, entity.offset);
  const end = Math.min(text.length, entity.offset + entity.length);
  const offset = splitsPair(text, start) ? start - 1 : start;
  const length = (splitsPair(text, end) ? end + 1 : end) - offset;
  if (!(length > 0) || !/\S/.test(text.slice(offset, offset + length))) return [];
  const kept = Object.fromEntries(extra.flatMap((key) => (entity[key] === undefined ? [] : [[key, entity[key]]])));
  return [{ type: entity.type, offset, length, ...kept }];
}

export function splitsPair(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]$/.test(text.charAt(at - 1));
}

function withoutReturns(text: string, entities: readonly TextEntity[]): FormattedText {
  if (!text.includes('\r')) return { text, entities };
  const place = (at: number): number => text.slice(0, at).replaceAll('\r', '').length;
  const moved = entities.map((entity) => {
    const offset = place(entity.offset);
    return { ...entity, offset, length: place(entity.offset + entity.length) - offset };
  });
  return { text: text.replaceAll('\r', ''), entities: moved };
}

/** Space at the beginning goes up to the first entity, space at the end goes always. */
function trim({ text, entities }: FormattedText): FormattedText {
  const first = Math.min(text.length, ...entities.map(({ offset }) => offset));
  const start = Math.min(text.length - text.replace(/^[ \n]+/, '').length, first);
  const end = Math.max(start, text.replace(/[ \n]+$/, '').length);
  const moved = entities.map((entity) => ({
    ...entity,
    offset: entity.offset - start,
    length: Math.min(entity.offset + entity.length, end) - entity.offset,
  }));
  return { text: text.slice(start, end), entities: moved.toSorted(outerFirst) };
}

function outerFirst(a: TextEntity, b: TextEntity): number {
  return a.offset - b.offset || b.length - a.length;
}
