/** @import { ChatView } from '../telegram/people-api.js' */
/** @import { ProfileView } from '../instagram/view-api.js' */
import { chatAvatar, profileAvatar } from './avatar.js';
import { byId, el, keepChildren, walkWithArrows } from './dom.js';
import { formatDay, formatTime, t } from './i18n.js';
import { everythingOf, instagram, newOn } from './instagram.js';
import { unreadBadge } from './people-switch.js';
import { goTo } from './place.js';
import { KIND_WORDS } from './profile-post.js';
import { summary } from './summary.js';
import { chatsOf, onChange, state } from './store.js';
import { unreadOf } from './unread.js';

export function showChatList() {
  const list = byId('chat-list');
  walkWithArrows(list, 'button');
  onChange(() => {
    const person = state.place.person;
    keepChildren(list, [...chatsOf(person), ...instagram.profiles], {
      key: (item) => `${person}/${'userId' in item ? item.userId : item.id}`,
      signature: (item) =>
        'userId' in item
          ? [item, state.place.profile === item.username, newOn(item)]
          : [item, state.place.chat === item.id, unreadOf(person, item.id)],
      make: (item) => ('userId' in item ? profileItem(item) : chatItem(item)),
    });
  });
}

/** @param {ChatView} chat */
function chatItem(chat) {
  const { person, chat: open } = state.place;
  return placeItem({
    face: chatAvatar(chat),
    title: chat.title,
    at: chat.lastMessage?.at,
    words: preview(chat, person),
    isOpen: open === chat.id,
    unread: unreadOf(person, chat.id),
    go: () => goTo(person, chat.id),
  });
}

/** @param {ProfileView} profile */
function profileItem(profile) {
  const { username } = profile;
  const [newest] = everythingOf(profile);
  return placeItem({
    face: profileAvatar(profile),
    title: `Instagram · ${username}`,
    at: newest?.at,
    words: newest ? newest.caption || t(KIND_WORDS[newest.kind]) : t('profileEmptyShort'),
    isOpen: state.place.profile === username,
    unread: newOn(profile),
    go: () => goTo(state.place.person, `@${username}`),
  });
}

/**
 * @param {object} place
 * @param {HTMLElement} place.face
 * @param {string} place.title
 * @param {string | undefined} place.at when something happened last, ISO 8601
 * @param {string} place.words
 * @param {boolean} place.isOpen
 * @param {number} place.unread
 * @param {() => void} place.go
 */
function placeItem({ face, title, at, words, isOpen, unread, go }) {
  const isToday = at !== undefined && new Date(at).toDateString() === new Date().toDateString();
  return el(
    'li',
    {},
    el(
      'button',
      {
        class: 'chat-item',
        attrs: { type: 'button', 'aria-current': isOpen ? 'true' : null },
        on: { click: go },
      },
      face,
      el(
        'span',
        { class: 'chat-item-words' },
        el(
          'span',
          { class: 'chat-item-top' },
          el('span', { class: 'chat-item-title' }, title),
          at !== undefined && el('time', { attrs: { datetime: at } }, isToday ? formatTime(at) : formatDay(at)),
        ),
        el('span', { class: 'chat-item-bottom' }, el('span', { class: 'chat-item-last' }, words), unreadBadge(unread)),
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
