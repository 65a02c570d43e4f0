/** @import { ChatView } from '../telegram/people-api.js' */
import { chatAvatar } from './avatar.js';
import { byId, el, keepChildren, walkWithArrows } from './dom.js';
import { formatDay, formatTime, t } from './i18n.js';
import { unreadBadge } from './people-switch.js';
import { goTo } from './place.js';
import { summary } from './summary.js';
import { chatsOf, onChange, state } from './store.js';
import { unreadOf } from './unread.js';

export function showChatList() {
  const list = byId('chat-list');
  walkWithArrows(list, 'button');
  onChange(() => {
    const person = state.place.person;
    keepChildren(list, chatsOf(person), {
      key: (chat) => `${person}/${chat.id}`,
      signature: (chat) => [chat, state.place.chat === chat.id, unreadOf(person, chat.id)],
      make: chatItem,
    });
  });
}

/** @param {ChatView} chat */
function chatItem(chat) {
  const { person, chat: open } = state.place;
  const last = chat.lastMessage;
  const isToday = last && new Date(last.at).toDateString() === new Date().toDateString();
  return el(
    'li',
    {},
    el(
      'button',
      {
        class: 'chat-item',
        attrs: { type: 'button', 'aria-current': open === chat.id ? 'true' : null },
        on: { click: () => goTo(person, chat.id) },
      },
      chatAvatar(chat),
      el(
        'span',
        { class: 'chat-item-words' },
        el(
          'span',
          { class: 'chat-item-top' },
          el('span', { class: 'chat-item-title' }, chat.title),
          last && el('time', { attrs: { datetime: last.at } }, isToday ? formatTime(last.at) : formatDay(last.at)),
        ),
        el(
          'span',
          { class: 'chat-item-bottom' },
          el('span', { class: 'chat-item-last' }, preview(chat, person)),
          unreadBadge(unreadOf(person, chat.id)),
        ),
      ),
    ),
  );
}

/** @param {ChatView} chat @param {number} person */
function preview(chat, person) {
  const last = chat.lastMessage;
  if (!last) return t('noMessages');
  const what = summary(last);
  if (last.from.id === person) return `${t('you')}: ${what}`;
  return chat.type === 'group' || chat.type === 'supergroup' ? `${last.from.name}: ${what}` : what;
}
