/** @import { BotBody, BotRightsView, ChatView } from '../telegram/people-api.js' */
import { getChats, Refusal, setBot } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { state } from './store.js';
import { showModal, toast } from './toast.js';

/** The bot's place in a channel or group of one's own: let in, given rights, taken out. @param {ChatView} chat */
export function botPlaceButton(chat) {
  if (!chat.bot) return null;
  const attrs = { type: 'button', 'aria-label': t('botHere'), title: t('botHere') };
  return el('button', { class: 'round bot-place', attrs, on: { click: () => void open(chat.id) } }, icon('more'));
}

/** Asked anew: it may have changed since the page was drawn. @param {number} id */
async function open(id) {
  try {
    const chat = (await getChats(state.place.person)).find((one) => one.id === id);
    if (chat?.bot) showPlace(chat, chat.bot);
  } catch (error) {
    say(error);
  }
}

/** @type {readonly (readonly [keyof BotRightsView, 'rightPost' | 'rightEdit' | 'rightDelete'])[]} */
const RIGHTS = [
  ['can_post_messages', 'rightPost'],
  ['can_edit_messages', 'rightEdit'],
  ['can_delete_messages', 'rightDelete'],
];

/** @param {ChatView} chat @param {NonNullable<ChatView['bot']>} bot */
function showPlace(chat, { status, rights }) {
  const isIn = status === 'member' || status === 'administrator';
  const boxes =
    chat.type === 'channel' ? RIGHTS.map(([right, name]) => rightBox(right, t(name), rights?.[right] !== false)) : [];
  const chosen = () => Object.fromEntries(boxes.map(({ right, input }) => [right, input.checked]));
  /** @param {string} label @param {() => BotBody} body */
  const act = (label, body) => {
    const go = () => {
      const wanted = body();
      dialog.close();
      void change(chat.id, wanted);
    };
    return el('button', { class: 'solid', attrs: { type: 'button' }, on: { click: go } }, label);
  };
  const standing = t(status === 'administrator' ? 'botAdmin' : status === 'member' ? 'botMember' : 'botAway');
  const dialog = el(
    'dialog',
    { class: 'alert', attrs: { 'aria-label': t('botHere') } },
    el('p', {}, `${chat.title}: ${standing}`),
    ...boxes.map(({ label }) => label),
    chat.type === 'channel' && act(t('botMakeAdmin'), () => ({ status: 'administrator', rights: chosen() })),
    chat.type !== 'channel' && !isIn && act(t('botLetIn'), () => ({ status: 'member' })),
    isIn && act(t('botTakeOut'), () => ({ status: 'left' })),
    el('button', { attrs: { type: 'button' }, on: { click: () => dialog.close() } }, t('cancel')),
  );
  showModal(dialog);
}

/** @param {keyof BotRightsView} right @param {string} name @param {boolean} isOn */
function rightBox(right, name, isOn) {
  const input = el('input', { attrs: { type: 'checkbox', checked: isOn } });
  return { right, input, label: el('label', { class: 'bot-right' }, input, name) };
}

/** @param {number} chat @param {BotBody} body */
async function change(chat, body) {
  try {
    await setBot(state.place.person, chat, body);
    toast(t('botChanged'));
  } catch (error) {
    say(error);
  }
}

/** @param {unknown} error */
function say(error) {
  if (!(error instanceof Refusal)) throw error;
  toast(t('actionRefused', { reason: error.message }), 'trouble');
}
