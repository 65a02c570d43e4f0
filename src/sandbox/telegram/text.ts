import { parseHtml } from './html.js';
import type { Entity } from './records.js';
import { badRequest } from './refusal.js';

/** Text as Telegram keeps it: cleaned, trimmed, entities checked and completed. All offsets are UTF-16 units. */
export interface Formatted {
  text: string;
  entities: Entity[];
}

export interface FormatOptions {
  parseMode?: string | undefined;
  entities?: readonly Entity[] | undefined;
  /** Channels have no commands. */
  commands: boolean;
}

const MAX_ENTITIES = 100;

export function formatText(raw: string, options: FormatOptions): Formatted {
  if (/\p{Surrogate}/u.test(raw)) throw badRequest('strings must be encoded in UTF-8');
  const cleaned = clean(parse(raw, options));
  for (const entity of cleaned.entities) checkEntity(entity, cleaned.text);
  const kept = cleaned.entities.filter((entity) => /\S/.test(slice(cleaned.text, entity)));
  const trimmed = trim({ text: cleaned.text, entities: sort(kept) });
  const detected = detect(trimmed.text, options.commands).filter((found) => !hidden(found, trimmed.entities));
  return { text: trimmed.text, entities: sort([...trimmed.entities, ...detected]).slice(0, MAX_ENTITIES) };
}

function parse(raw: string, options: FormatOptions): Formatted {
  const mode = options.parseMode?.toLowerCase();
  if (!mode) return { text: raw, entities: [...(options.entities ?? [])] };
  if (mode === 'html') return parseHtml(raw);
  throw badRequest(mode.startsWith('markdown') ? 'Markdown is not simulated' : 'unsupported parse_mode');
}

const CONTROLS = /\p{Cc}/gu;

/** Carriage returns vanish, other control characters become spaces. */
function clean({ text, entities }: Formatted): Formatted {
  const spaced = text.replace(CONTROLS, (char) => (char === '\n' || char === '\r' ? char : ' '));
  if (!spaced.includes('\r')) return { text: spaced, entities };
  const lost = (upTo: number): number => spaced.slice(0, Math.max(0, upTo)).split('\r').length - 1;
  return {
    text: spaced.replaceAll('\r', ''),
    entities: entities.map((entity) => {
      const offset = entity.offset - lost(entity.offset);
      const end = entity.offset + entity.length;
      return { ...entity, offset, length: end - lost(end) - offset };
    }),
  };
}

function checkEntity(entity: Entity, text: string): void {
  const { offset, length } = entity;
  const end = offset + length;
  if (offset < 0 || length < 0) throw badRequest("can't parse entities: an entity has a negative offset or length");
  if (end > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (splitsPair(text, offset)) {
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${byteAt(text, offset)}`);
  }
  if (splitsPair(text, end)) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byteAt(text, end)}`,
    );
  }
}

const byteAt = (text: string, at: number): number => Buffer.byteLength(text.slice(0, at - 1));
const splitsPair = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
};
const slice = (text: string, { offset, length }: Entity): string => text.slice(offset, offset + length);

const sort = (entities: readonly Entity[]): Entity[] =>
  entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);

/** Leading space goes up to the first entity, trailing space goes always, and takes the entities' ends along. */
function trim({ text, entities }: Formatted): Formatted {
  const fixed = entities[0]?.offset ?? text.length;
  const start = Math.min(/^[ \n]*/.exec(text)?.[0].length ?? 0, fixed);
  const end = Math.max(start, text.replace(/[ \n]+$/, '').length);
  return {
    text: text.slice(start, end),
    entities: entities
      .map((entity) => ({
        ...entity,
        offset: entity.offset - start,
        length: Math.min(entity.offset + entity.length, end) - entity.offset,
      }))
      .filter((entity) => entity.length > 0),
  };
}

const DETECTORS: readonly { type: Entity['type']; pattern: RegExp }[] = [
  {
    type: 'url',
    pattern:
      /(?<![\p{L}\p{N}_@./-])(?:https?:\/\/(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,})|(?:[a-z0-9-]+\.)+(?:com|org|net|info|dev|app|me|io|co|ua|ru|de|fr|uk|eu))(?![\p{L}\p{N}_@])(?::\d{1,5})?(?:[/?#](?:[^\s<>"]*[^\s<>".,!?;:'()])?)?/giu,
  },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w-])/gi },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_&/])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]{1,256}/gu },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_.@/])@[a-z0-9_]{3,32}(?![a-z0-9_])/giu },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu },
  {
    type: 'bot_command',
    pattern: /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/giu,
  },
];

/** What Telegram marks by itself. */
function detect(text: string, commands: boolean): Entity[] {
  const found: Entity[] = [];
  for (const { type, pattern } of DETECTORS) {
    if (type === 'bot_command' && !commands) continue;
    for (const match of text.matchAll(pattern)) {
      const entity: Entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found;
}

const OPAQUE = new Set<Entity['type']>([
  ...DETECTORS.map(({ type }) => type),
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
]);
const overlap = (a: Entity, b: Entity): boolean => a.offset < b.offset + b.length && b.offset < a.offset + a.length;
const hidden = (found: Entity, given: readonly Entity[]): boolean =>
  given.some((entity) => OPAQUE.has(entity.type) && overlap(entity, found));

/** Nothing that a reader could see. */
export const isBlank = (text: string): boolean => /^[\s\u200b-\u200f\u2060\u3164\ufeff]*$/.test(text);
