import type { Content, MediaRef, Rendered, RenderedPart } from '../../domain/content.js';
import type { Capabilities, Finding } from '../platform.js';
import { formatForTelegram } from './formatted-text.js';

const MEGABYTE = 1024 * 1024;

/** Source: Bot API, `sendMessage`, `sendPhoto`. A bot takes 10 MB of a photo when it is uploaded. */
export const CAPABILITIES: Capabilities = {
  name: 'Telegram',
  textMax: 4096,
  captionMax: 1024,
  media: [{ kind: 'photo', maxBytes: 10 * MEGABYTE }],
};

const MEDIA_MAX = 1;
const SIDES_MAX = 10_000;
const RATIO_MAX = 20;
/** Telegram ignores more. */
const ENTITIES_MAX = 100;

/** A text too long for a caption follows its photo as a message of its own, whole: nothing is ever cut. */
export function render(content: Content): Rendered {
  const { text, entities } = formatForTelegram(content.text, content.entities);
  const { media } = content;
  if (media.length === 0 || text.length <= CAPABILITIES.captionMax) {
    return { parts: [{ name: 'main', text, entities, media }] };
  }
  return {
    parts: [
      { name: 'main', text: '', entities: [], media },
      { name: 'text', text, entities, media: [] },
    ],
  };
}

/** Codes: `empty`, `text_too_long`, `too_many_media`, `photo_too_large`, `photo_dimensions`, `too_many_entities`. */
export function preflight({ parts }: Rendered): readonly Finding[] {
  return parts.flatMap((part) => [...textFindings(part), ...mediaFindings(part)]);
}

function textFindings({ text, entities, media }: RenderedPart): Finding[] {
  const findings: Finding[] = [];
  if (media.length === 0 && isBlank(text)) findings.push(error('empty', {}));
  const max = media.length === 0 ? CAPABILITIES.textMax : CAPABILITIES.captionMax;
  if (text.length > max) findings.push(error('text_too_long', { length: text.length, max }));
  if (entities.length > ENTITIES_MAX) {
    const facts = { count: entities.length, max: ENTITIES_MAX };
    findings.push({ level: 'warning', code: 'too_many_entities', facts });
  }
  return findings;
}

function mediaFindings({ media }: RenderedPart): Finding[] {
  const many = media.length > MEDIA_MAX ? [error('too_many_media', { count: media.length, max: MEDIA_MAX })] : [];
  return [...many, ...media.flatMap(photoFindings)];
}

function photoFindings({ kind, size, width, height }: MediaRef): Finding[] {
  const max = CAPABILITIES.media.find((one) => one.kind === kind)?.maxBytes ?? 0;
  const findings: Finding[] = [];
  if (size > max) findings.push(error('photo_too_large', { size, max }));
  const fits = width + height <= SIDES_MAX && Math.max(width, height) <= RATIO_MAX * Math.min(width, height);
  if (!fits) findings.push(error('photo_dimensions', { width, height, sides: SIDES_MAX, ratio: RATIO_MAX }));
  return findings;
}

function error(code: string, facts: Finding['facts']): Finding {
  return { level: 'error', code, facts };
}

/** Nothing that a reader could see: space, and characters without width. */
function isBlank(text: string): boolean {
  return /^[\s\u200b-\u200f\u2060\u3164\ufeff]*$/.test(text);
}
