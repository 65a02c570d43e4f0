/** @import { MessageView } from '../telegram/people-api.js' */
import { fileUrl } from './api.js';
import { colourOf } from './avatar.js';
import { el } from './dom.js';
import { renderText } from './entities.js';
import { formatTime, t } from './i18n.js';
import { icon } from './icons.js';
import { inlineKeyboard } from './inline-keyboard.js';
import { showMessage } from './links.js';
import { summary } from './summary.js';
import { pollBody } from './poll.js';
import { openMenu } from './message-menu.js';
import { copy, showPicture } from './toast.js';

/**
 * @typedef {object} BubbleContext
 * @property {boolean} isOwn
 * @property {boolean} isChannel
 * @property {boolean} isFirst of a run by one sender: it carries the name
 * @property {boolean} isLast of a run: it has the tail
 * @property {boolean} hasName
 * @property {boolean} wasEdited just now, before our eyes
 * @property {MessageView | null} quoted
 * @property {boolean} [isTile] one picture of an album, which carries the words and the link for all
 */

/**
 * @param {MessageView} message
 * @param {BubbleContext} context
 */
export function messageBubble(message, context) {
  const classes = [
    'message',
    context.isOwn && 'own',
    context.isChannel && 'post',
    context.isFirst && 'first',
    context.isLast && 'last',
    message.photo && 'has-photo',
    context.wasEdited && 'just-edited',
  ];
  return el(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      attrs: { 'data-message': message.id, 'aria-label': `${message.from.name}, ${formatTime(message.at)}` },
    },
    el(
      'div',
      { class: 'bubble' },
      context.hasName &&
        context.isFirst &&
        el('p', { class: `sender name-${colourOf(message.from.id)}` }, message.from.name),
      !context.isTile && message.replyTo !== null && quote(message.replyTo, context.quoted),
      message.photo && picture(message),
      message.file && attachedFile(message.file),
      message.poll && pollBody(message.poll),
      !context.isTile && words(message),
      !context.isTile && meta(message),
      menuButton(message, context.isOwn),
    ),
    inlineKeyboard(message),
    !context.isTile && context.isChannel && message.link !== null && copyLink(message.link),
  );
}

/**
 * What came as one album is shown as one, its words and its link once.
 * @param {[MessageView, ...MessageView[]]} messages
 * @param {(message: MessageView) => BubbleContext} contextOf
 */
export function albumBubble(messages, contextOf) {
  const [first] = messages;
  const { isOwn, isChannel, hasName, isFirst, isLast, quoted } = contextOf(first);
  const classes = ['message', 'album', isOwn && 'own', isChannel && 'post', isFirst && 'first', isLast && 'last'];
  const tiles = messages.map((message) =>
    messageBubble(message, { ...contextOf(message), isTile: true, hasName: false, isChannel: false }),
  );
  return el(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      attrs: { 'aria-label': `${first.from.name}, ${formatTime(first.at)}` },
    },
    el(
      'div',
      { class: 'bubble' },
      hasName && isFirst && el('p', { class: `sender name-${colourOf(first.from.id)}` }, first.from.name),
      first.replyTo !== null && quote(first.replyTo, quoted),
      el('div', { class: `tiles columns-${columnsFor(messages)}` }, ...tiles),
      ...messages.map(words),
      meta(messages.find(({ editedAt }) => editedAt !== null) ?? first),
    ),
    isChannel && first.link !== null && copyLink(first.link),
  );
}

/** @param {MessageView[]} messages */
function columnsFor(messages) {
  if (messages.some(({ photo }) => photo === null)) return 1;
  return messages.length === 2 || messages.length === 4 ? 2 : 3;
}

/** @param {MessageView} message */
function meta(message) {
  return el(
    'p',
    { class: 'meta' },
    message.editedAt !== null && el('span', { class: 'edited' }, t('edited')),
    el('time', { attrs: { datetime: message.at } }, formatTime(message.at)),
  );
}

/** @param {MessageView} message */
function words(message) {
  const text = message.text ?? message.caption;
  return text !== null && text !== '' && el('div', { class: 'words' }, renderText(text, message.entities));
}

/** @param {MessageView} message */
function picture(message) {
  if (!message.photo) return null;
  const url = fileUrl(message.photo.fileId);
  const { width, height } = message.photo;
  return el(
    'button',
    {
      class: 'picture',
      attrs: { type: 'button', 'aria-label': t('openPhoto') },
      on: { click: () => showPicture(url, message.caption ?? t('photo')) },
    },
    // With width and height the bubble has its size before the picture is there: nothing jumps.
    el('img', { attrs: { src: url, alt: '', width, height, decoding: 'async' } }),
  );
}

/** @param {NonNullable<MessageView['file']>} file */
function attachedFile(file) {
  const attrs = { href: fileUrl(file.fileId), target: '_blank', rel: 'noopener' };
  const size = `${Math.max(1, Math.round(file.size / 1024))} KB`;
  return el(
    'a',
    { class: 'file', attrs },
    icon('file'),
    el('span', {}, el('strong', {}, file.name ?? file.kind), el('span', {}, size)),
  );
}

/** @param {number} id @param {MessageView | null} quoted */
function quote(id, quoted) {
  const text = quoted ? summary(quoted) : '…';
  return el(
    'button',
    {
      class: `quote name-${colourOf(quoted?.from.id ?? 0)}`,
      attrs: { type: 'button' },
      on: { click: () => showMessage(id) },
    },
    el('span', { class: 'quote-name' }, quoted?.from.name ?? `#${id}`),
    el('span', { class: 'quote-text' }, text),
  );
}

/** @param {MessageView} message @param {boolean} isOwn */
function menuButton(message, isOwn) {
  const button = el(
    'button',
    {
      class: 'message-menu-button',
      attrs: { type: 'button', 'aria-label': t('messageMenu'), 'aria-haspopup': 'menu' },
      on: { click: () => openMenu(button, message, isOwn) },
    },
    icon('more'),
  );
  return button;
}

/** @param {string} link */
function copyLink(link) {
  return el(
    'button',
    { class: 'copy-link', attrs: { type: 'button' }, on: { click: () => copy(link, t('linkCopied')) } },
    icon('link'),
    el('span', { class: 'copy-link-address' }, link.replace(/^https:\/\//, '')),
    el('span', { class: 'copy-link-word' }, t('copyLink')),
  );
}
