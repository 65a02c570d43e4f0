import { Refusal, sendText } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { goTo } from './place.js';
import { isGroup } from './steps.js';
import { chatsOf, state } from './store.js';
import { showModal, toast } from './toast.js';

/** @typedef {{ name: string, open: () => Promise<void> }} Choice */

/**
 * A link to our own bot does what Telegram would do: it writes `/start` with the payload, in the private chat of whoever opens it, or in a
 * group. In the sandbox one window is everybody, so it asks who that is.
 * @param {string} url
 * @returns {boolean} whether it is one
 */
export function openBotLink(url) {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname, searchParams } = new URL(url);
  const { id, username } = state.world.bot;
  if (hostname !== 't.me' || pathname.slice(1).toLowerCase() !== username.toLowerCase()) return false;
  const start = searchParams.get('start');
  const group = searchParams.get('startgroup');
  const { person } = state.place;
  if (start !== null) {
    choose(
      t('whoOpens'),
      state.world.people.map((one) => ({ name: one.name, open: () => begin(one.id, id, `/start ${start}`) })),
    );
  } else if (group !== null) {
    choose(
      t('whichGroup'),
      chatsOf(person)
        .filter(isGroup)
        .map((chat) => ({ name: chat.title, open: () => begin(person, chat.id, `/start@${username} ${group}`) })),
    );
  } else return false;
  return true;
}

/** @param {number} person @param {number} chat @param {string} text */
async function begin(person, chat, text) {
  try {
    const { chatId } = await sendText(person, chat, { text });
    goTo(person, chatId);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(t('sendRefused', { reason: error.message }), 'trouble');
  }
}

/** @param {string} question @param {Choice[]} choices */
function choose(question, choices) {
  const dialog = el(
    'dialog',
    { class: 'alert', attrs: { 'aria-label': question } },
    el('p', {}, question),
    ...choices.map(({ name, open }) => choiceButton(name, () => void open().finally(() => dialog.close()))),
    choiceButton(t('close'), () => dialog.close()),
  );
  showModal(dialog);
}

/** @param {string} name @param {() => void} click */
function choiceButton(name, click) {
  return el('button', { attrs: { type: 'button' }, on: { click } }, name);
}
