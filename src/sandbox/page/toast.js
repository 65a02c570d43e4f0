import { byId, el } from './dom.js';
import { t } from './i18n.js';

const SHOWN_MS = 3_000;

/**
 * A line that goes by itself; a screen reader says it.
 * @param {string} text
 * @param {'note' | 'trouble'} [kind]
 */
export function toast(text, kind = 'note') {
  const line = el('div', { class: `toast toast-${kind}`, on: { click: () => line.remove() } }, text);
  byId('toasts').append(line);
  setTimeout(() => line.remove(), SHOWN_MS + text.length * 50);
}

/**
 * Asks for attention until it is closed, as the bot wished.
 * @param {string} text
 */
export function alertDialog(text) {
  const dialog = el(
    'dialog',
    { class: 'alert', attrs: { 'aria-label': t('kindBot') } },
    el('p', {}, text),
    el('button', { class: 'solid', attrs: { type: 'button' }, on: { click: () => dialog.close() } }, t('ok')),
  );
  showModal(dialog);
}

/**
 * @param {string} url
 * @param {string} name
 */
export function showPicture(url, name) {
  const dialog = el(
    'dialog',
    { class: 'lightbox', attrs: { 'aria-label': name }, on: { click: () => dialog.close() } },
    el('img', { attrs: { src: url, alt: name } }),
    el('button', { class: 'solid', attrs: { type: 'button' } }, t('close')),
  );
  showModal(dialog);
}

/** @param {HTMLDialogElement} dialog */
export function showModal(dialog) {
  const before = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    // What had the focus may have been drawn anew meanwhile; the composer is the next best place.
    const next = before?.isConnected ? before : document.querySelector('textarea');
    if (next instanceof HTMLElement) next.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {string} text
 * @param {string} done what to say when it worked
 */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(t('copyFailed', { text }));
  }
}
