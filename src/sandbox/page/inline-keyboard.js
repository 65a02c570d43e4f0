/** @import { ButtonView, MessageView } from '../telegram/people-api.js' */
import { Refusal, tapButton } from './api.js';
import { el } from './dom.js';
import { isSafeUrl } from './entities.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { openLink } from './links.js';
import { noteTap } from './steps.js';
import { changed, state } from './store.js';
import { alertDialog, toast } from './toast.js';

/** Pressed and not answered yet. @type {Set<string>} */
const pressed = new Set();

/** @param {number} person @param {MessageView} message @param {string | null} data */
const pressKey = (person, message, data) => `${person}/${message.chatId}/${message.id}/${data}`;

/** Which buttons of a message wait, for the signature of its bubble. @param {MessageView} message */
export function pressedOf(message) {
  const prefix = pressKey(state.place.person, message, '');
  return [...pressed].filter((key) => key.startsWith(prefix));
}

/** @param {MessageView} message */
export function inlineKeyboard(message) {
  if (message.buttons.length === 0) return null;
  return el(
    'div',
    { class: 'keyboard', attrs: { role: 'group' } },
    ...message.buttons.map((row) =>
      el('div', { class: 'keyboard-row' }, ...row.map((button) => inlineButton(message, button))),
    ),
  );
}

/** @param {MessageView} message @param {ButtonView} button */
function inlineButton(message, button) {
  const { url, data } = button;
  if (url !== null && isSafeUrl(url)) {
    const attrs = { href: url, target: '_blank', rel: 'noopener noreferrer' };
    const on = { click: (/** @type {Event} */ event) => openLink(url) && event.preventDefault() };
    return el('a', { class: 'inline-button', attrs, on }, el('span', {}, button.text), icon('external'));
  }
  const isWaiting = pressed.has(pressKey(state.place.person, message, data));
  return el(
    'button',
    {
      class: 'inline-button',
      // Not `disabled`: that would throw the focus away.
      attrs: { type: 'button', 'aria-busy': isWaiting ? 'true' : null, 'aria-disabled': isWaiting ? 'true' : null },
      on: { click: () => data !== null && tap(message, data) },
    },
    el('span', {}, button.text),
  );
}

/** @param {MessageView} message @param {string} data */
async function tap(message, data) {
  const person = state.place.person;
  const key = pressKey(person, message, data);
  if (pressed.has(key)) return;
  pressed.add(key);
  changed();
  try {
    const { answer } = await tapButton(person, message, data);
    if (answer === null) {
      toast(t('tapNoAnswer'), 'trouble');
      return;
    }
    noteTap(person, message.chatId);
    // Drawn before a dialog takes the focus, so that the focus has a button to come back to.
    await release(key);
    if (answer.text !== null && answer.text !== '') (answer.alert ? alertDialog : toast)(answer.text);
    if (answer.url !== null && isSafeUrl(answer.url) && !openLink(answer.url))
      window.open(answer.url, '_blank', 'noopener');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(t('actionRefused', { reason: error.message }), 'trouble');
  } finally {
    await release(key);
  }
}

/** @param {string} key */
async function release(key) {
  pressed.delete(key);
  changed();
  await Promise.resolve();
}
