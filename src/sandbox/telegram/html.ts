import { normalUrl } from './links.js';
import type { Entity } from './records.js';
import { badRequest } from './refusal.js';

/** Telegram's HTML: its tags, its four named entities, its error texts with byte offsets. Anything else is refused. */
const TAGS: Readonly<Record<string, Entity['type'] | 'a' | 'span'>> = {
  a: 'a',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
  span: 'span',
  pre: 'pre',
  code: 'code',
  blockquote: 'blockquote',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  offset: number;
}

export function parseHtml(source: string): { text: string; entities: Entity[] } {
  const reader = { source, at: 0 };
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  const languages = new Map<Entity, string>();
  let text = '';
  while (reader.at < source.length) {
    const char = source.charAt(reader.at);
    if (char === '&') text += readCharacter(reader);
    else if (char !== '<') {
      text += char;
      reader.at += 1;
    } else if (source.charAt(reader.at + 1) === '/') {
      const tag = readEnd(reader, open);
      if (text.length > tag.offset) close(tag, text, entities, languages);
    } else open.push({ ...readStart(reader), offset: text.length });
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities };
}

const cannotParse = (reason: string) => badRequest(`can't parse entities: ${reason}`);

interface Reader {
  readonly source: string;
  at: number;
}

const byteOffset = (reader: Reader, at: number): number => Buffer.byteLength(reader.source.slice(0, at));

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

/** `&lt;` and its like, or the ampersand itself where it is none. */
function readCharacter(reader: Reader): string {
  const found = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?/iy;
  found.lastIndex = reader.at;
  const match = found.exec(reader.source);
  const code = match?.[1] ? Number.parseInt(match[1], 16) : match?.[2] ? Number(match[2]) : null;
  if (!match || (code !== null && (code === 0 || code > 0x10ffff))) {
    reader.at += 1;
    return '&';
  }
  reader.at += match[0].length;
  return code === null ? (NAMED[(match[3] ?? '').toLowerCase()] ?? '') : String.fromCodePoint(code);
}

function readStart(reader: Reader): { name: string; attributes: Map<string, string> } {
  const begin = reader.at;
  const offset = byteOffset(reader, begin);
  const unclosed = () => cannotParse(`Unclosed start tag at byte offset ${offset}`);
  reader.at += 1;
  const name = take(reader, /[^\s>]*/y).toLowerCase();
  if (reader.at >= reader.source.length) throw unclosed();
  if (!Object.hasOwn(TAGS, name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${offset}`);
  const attributes = new Map<string, string>();
  for (;;) {
    take(reader, /\s*/y);
    if (reader.at >= reader.source.length) throw unclosed();
    if (reader.source.charAt(reader.at) === '>') break;
    const attribute = take(reader, /[^\s=>/"']*/y);
    if (attribute === '') throw cannotParse(`Empty attribute name in the tag "${name}" at byte offset ${offset}`);
    take(reader, /\s*/y);
    attributes.set(attribute.toLowerCase(), reader.source.charAt(reader.at) === '=' ? readValue(reader, unclosed) : '');
  }
  reader.at += 1;
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
  }
  return { name, attributes };
}

function readValue(reader: Reader, unclosed: () => Error): string {
  reader.at += 1;
  take(reader, /\s*/y);
  const quote = reader.source.charAt(reader.at);
  if (quote !== '"' && quote !== "'") {
    const begin = byteOffset(reader, reader.at);
    const token = take(reader, /[a-z0-9.-]*/iy).toLowerCase();
    if (!/[\s>]/.test(reader.source.charAt(reader.at))) {
      if (reader.at >= reader.source.length) throw unclosed();
      throw cannotParse(`Unexpected end of name token at byte offset ${begin}`);
    }
    return token;
  }
  reader.at += 1;
  let value = '';
  for (let char = reader.source.charAt(reader.at); char !== quote; char = reader.source.charAt(reader.at)) {
    if (char === '') throw unclosed();
    if (char === '&') value += readCharacter(reader);
    else {
      value += char;
      reader.at += 1;
    }
  }
  reader.at += 1;
  return value;
}

function readEnd(reader: Reader, open: OpenTag[]): OpenTag {
  const offset = byteOffset(reader, reader.at);
  const tag = open.pop();
  if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${offset}`);
  reader.at += 2;
  const name = take(reader, /[^\s>]*/y).toLowerCase();
  take(reader, /\s*/y);
  if (reader.source.charAt(reader.at) !== '>') throw cannotParse(`Unclosed end tag at byte offset ${offset}`);
  reader.at += 1;
  if (name !== '' && name !== tag.name) {
    throw cannotParse(`Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`);
  }
  return tag;
}

function close(tag: OpenTag, text: string, entities: Entity[], languages: Map<Entity, string>): void {
  const place = { offset: tag.offset, length: text.length - tag.offset };
  const kind = TAGS[tag.name];
  const inner = entities.at(-1);
  const same = inner && inner.offset === place.offset && inner.length === place.length ? inner : null;
  if (tag.name === 'a') entities.push(...linkEntity(tag.attributes.get('href') || text.slice(tag.offset), place));
  else if (tag.name === 'span') entities.push({ type: 'spoiler', ...place });
  else if (tag.name === 'tg-emoji') {
    const id = tag.attributes.get('emoji-id') ?? '';
    if (!/^\d+$/.test(id)) throw cannotParse('Invalid custom emoji identifier specified');
    entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: id });
  } else if (tag.name === 'tg-time') {
    const unix = Number(tag.attributes.get('unix') ?? '');
    if (!Number.isInteger(unix) || unix <= 0) throw cannotParse('Invalid date-time specified');
    const format = tag.attributes.get('format');
    entities.push({ type: 'date_time', ...place, unix_time: unix, ...(format ? { date_time_format: format } : {}) });
  } else if (tag.name === 'blockquote') {
    const type = tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote';
    // Quotations cannot nest: the outer one stays.
    const free = entities.filter((entity) => !entity.type.endsWith('blockquote') || entity.offset < place.offset);
    entities.splice(0, entities.length, ...free, { type, ...place });
  } else if (tag.name === 'code') {
    const entity: Entity = { type: 'code', ...place };
    const language = /^language-(.+)$/.exec(tag.attributes.get('class') ?? '')?.[1];
    if (language) languages.set(entity, language);
    entities.push(entity);
  } else if (tag.name === 'pre' && same?.type === 'code' && languages.has(same)) {
    entities.splice(-1, 1, { type: 'pre', ...place, language: languages.get(same) });
  } else if (kind && kind !== 'a' && kind !== 'span') entities.push({ type: kind, ...place });
}

function linkEntity(href: string, place: { offset: number; length: number }): Entity[] {
  const person = /^tg:\/\/user\?id=(\d{1,15})$/.exec(href)?.[1];
  if (person) return [{ type: 'text_mention', ...place, user: { id: Number(person) } }];
  const url = normalUrl(href);
  return url === null ? [] : [{ type: 'text_link', ...place, url }];
}
