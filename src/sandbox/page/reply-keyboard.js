/** @import { ChatView, KeyView, MessageView, ShareableChat } from '../telegram/people-api.js' */
import { getShareable, Refusal, sendText, shareChat } from './api.js';
import { el, keepChildren } from './dom.js';
import { t } from './i18n.js';
import { messagesOf, putMessage, state } from './store.js';
import { showModal, toast } from './toast.js';

/** The keyboard below the field: the last one that the bot sent and did not take away. @param {HTMLElement} box @param {ChatView | undefined} chat */
export function drawKeys(box, chat) {
  const list = chat ? messagesOf(state.place.person, chat.id) : [];
  const from = list.findLast(({ keys }) => keys !== undefined);
  const rows = from?.keys ?? [];
  box.hidden = rows.length === 0;
  keepChildren(
    box,
    rows.map((keys, row) => ({ keys, row })),
    {
      key: ({ row }) => `${chat?.id}/${from?.id}/${row}`,
      signature: ({ keys }) => keys,
      make: ({ keys }) => el('div', { class: 'reply-keys-row' }, ...keys.map((key) => from && keyButton(from, key))),
    },
  );
}

/** @param {MessageView} message @param {KeyView} key */
function keyButton(message, key) {
  const press = () => void guarded(() => (key.request === null ? write(message, key) : choose(message, key.request)));
  return el('button', { class: 'reply-key', attrs: { type: 'button' }, on: { click: press } }, key.text);
}

/** @param {MessageView} message @param {KeyView} key */
async function write({ chatId }, { text }) {
  const { person } = state.place;
  putMessage(person, await sendText(person, chatId, { text }));
}

/** As in Telegram: one of one's own chats is chosen, and the bot gets into it with what it asked for. @param {MessageView} message @param {number} request */
async function choose(message, request) {
  const { person } = state.place;
  const chats = await getShareable(person, message, request);
  /** @param {ShareableChat} chat */
  const choice = (chat) => {
    const take = () => {
      dialog.close();
      void guarded(() => shareChat(person, message, { request, chat: chat.id }));
    };
    return el('button', { class: 'reply-key', attrs: { type: 'button' }, on: { click: take } }, chat.title);
  };
  const dialog = el(
    'dialog',
    { class: 'alert', attrs: { 'aria-label': t('chooseChat') } },
    el('p', {}, t(chats.length > 0 ? 'chooseChat' : 'chooseChatNone')),
    ...chats.map(choice),
    el('button', { attrs: { type: 'button' }, on: { click: () => dialog.close() } }, t('cancel')),
  );
  showModal(dialog);
}

/** What is refused is said. @param {() => Promise<unknown>} work */
async function guarded(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(t('actionRefused', { reason: error.message }), 'trouble');
  }
}
