/** @import { EntityView } from '../telegram/people-api.js' */
import { el } from './dom.js';
import { t } from './i18n.js';
import { openLink } from './links.js';

/**
 * Text with entities as nodes. Entities may nest and, from a careless sender, overlap: the text is cut at every border,
 * and each piece is wrapped by all that cover it, the longest outside. Offsets are UTF-16 units, as JavaScript counts.
 * @param {string} text
 * @param {EntityView[]} entities
 * @returns {Node}
 */
export function renderText(text, entities) {
  const covering = entities
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, covering, 0, text.length);
}

/**
 * @param {string} text
 * @param {EntityView[]} entities sorted: outer before inner
 * @param {number} from
 * @param {number} to
 * @returns {DocumentFragment}
 */
function renderRange(text, entities, from, to) {
  const fragment = document.createDocumentFragment();
  let at = from;
  for (const [index, entity] of entities.entries()) {
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    fragment.append(text.slice(at, start));
    // What reaches past this one's end is cut there; its rest is drawn by the next turn of this loop.
    const inner = entities.slice(index + 1).filter((other) => other.offset < end);
    fragment.append(wrap(entity, text.slice(start, end), renderRange(text, inner, start, end)));
    // A block ends its line itself; the line break that follows in the text would leave an empty one.
    at = BLOCKS.has(entity.type) && text[end] === '\n' && end < to ? end + 1 : end;
  }
  fragment.append(text.slice(at, to));
  return fragment;
}

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** @type {Record<string, 'strong' | 'em' | 'u' | 's' | 'code'>} */
const PLAIN = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code' };

/**
 * @param {EntityView} entity
 * @param {string} covered
 * @param {Node} inside
 * @returns {Node}
 */
function wrap(entity, covered, inside) {
  const plain = PLAIN[entity.type];
  if (plain) return el(plain, {}, inside);
  switch (entity.type) {
    case 'pre':
      return el('pre', { attrs: { tabindex: 0 } }, el('code', {}, inside));
    case 'blockquote':
    case 'expandable_blockquote':
      return el('blockquote', {}, inside);
    case 'spoiler':
      return spoiler(inside);
    case 'text_link':
      return link(entity.url ?? '', inside);
    case 'url':
      return link(/^[a-z][a-z0-9+.-]*:/i.test(covered) ? covered : `https://${covered}`, inside);
    case 'email':
      return link(`mailto:${covered}`, inside);
    case 'mention':
      return link(`https://t.me/${covered.slice(1)}`, inside);
    case 'hashtag':
    case 'cashtag':
    case 'bot_command':
    case 'phone_number':
    case 'text_mention':
      return el('span', { class: 'tag' }, inside);
    default:
      return inside;
  }
}

const SAFE = new Set(['http:', 'https:', 'mailto:', 'tg:']);

/** @param {string} url */
export function isSafeUrl(url) {
  return URL.canParse(url) && SAFE.has(new URL(url).protocol);
}

/** @param {string} url @param {Node} inside */
function link(url, inside) {
  if (!isSafeUrl(url)) return inside;
  const attrs = { href: url, target: '_blank', rel: 'noopener noreferrer' };
  return el('a', { attrs, on: { click: (event) => openLink(url) && event.preventDefault() } }, inside);
}

/** @param {Node} inside */
function spoiler(inside) {
  const hidden = el('span', { class: 'spoiler-text', attrs: { 'aria-hidden': 'true' } }, inside);
  const cover = el(
    'span',
    { class: 'spoiler', attrs: { role: 'button', tabindex: 0, 'aria-label': t('spoiler') } },
    hidden,
  );
  /** @param {Event} event */
  function reveal(event) {
    if (cover.classList.contains('shown')) return;
    event.preventDefault();
    cover.classList.add('shown');
    hidden.removeAttribute('aria-hidden');
    for (const name of ['role', 'tabindex', 'aria-label']) cover.removeAttribute(name);
  }
  cover.addEventListener('click', reveal, true);
  cover.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') reveal(event);
  });
  return cover;
}
