/** @import { ChatView, MessageView } from '../telegram/people-api.js' */
import { Refusal, sendText } from './api.js';
import { chatAvatar } from './avatar.js';
import { botPlaceButton } from './bot-place.js';
import { composerFor, drawComposer, focusComposer, startReply } from './composer.js';
import { byId, el, keepChildren } from './dom.js';
import { currentDraft } from './drafts.js';
import { formatDay, t } from './i18n.js';
import { icon } from './icons.js';
import { pressedOf } from './inline-keyboard.js';
import { albumBubble, messageBubble } from './message.js';
import { goTo } from './place.js';
import { currentChat, keyOf, messagesOf, onChange, putMessage, state } from './store.js';
import { toast } from './toast.js';

const RUN_MS = 5 * 60_000;
const NEAR_END_PX = 120;

const header = el('header', { class: 'chat-header' });
const messages = el('div', { class: 'messages', attrs: { role: 'log' } });
/** In the order of Tab, for a part that scrolls must be reachable by keys. */
const scroller = el('div', { class: 'scroller', attrs: { tabindex: 0 } }, messages);
const toEnd = el('button', { class: 'round to-end', attrs: { type: 'button', hidden: true } }, icon('down'));
const footer = el('footer', { class: 'chat-footer' });
let shownKey = '';
let lastId = 0;
/** What each message of the open chat said about its edit: a new moment is an edit before our eyes. @type {Map<number, string | null>} */
let edits = new Map();
/** Questions (ForceReply) that were put into the reply bar already: closing it means no. @type {Set<string>} */
const asked = new Set();

export function showChat() {
  const section = byId('chat');
  section.append(header, scroller, toEnd, footer);
  scroller.addEventListener('scroll', () => {
    toEnd.hidden = isNearEnd();
  });
  toEnd.addEventListener('click', () => scrollToEnd('smooth'));
  // A picture or the composer may change the height after the drawing: whoever was at the end stays there.
  let stick = true;
  scroller.addEventListener('scroll', () => {
    stick = isNearEnd();
  });
  const heights = new ResizeObserver(() => stick && scrollToEnd('instant'));
  heights.observe(messages);
  heights.observe(scroller);
  onChange(draw);
}

function draw() {
  const chat = currentChat();
  byId('window').classList.toggle('has-chat', chat !== undefined || state.place.profile !== null);
  byId('chat').hidden = state.place.profile !== null;
  toEnd.setAttribute('aria-label', t('newMessages'));
  scroller.setAttribute('aria-label', t('openChat'));
  if (!chat) {
    shownKey = '';
    header.replaceChildren();
    messages.replaceChildren(el('p', { class: 'empty' }, t('pickChat')));
    footer.replaceChildren();
    return;
  }
  const key = keyOf(state.place.person, chat.id);
  const isOther = key !== shownKey;
  const list = messagesOf(state.place.person, chat.id);
  const newest = list.at(-1);
  const wasNearEnd = isNearEnd();
  if (isOther) {
    edits = new Map(list.map((message) => [message.id, message.editedAt]));
    messages.replaceChildren();
  }
  // Opening a chat is not news: only what comes later is read out.
  messages.setAttribute('aria-live', isOther ? 'off' : 'polite');
  shownKey = key;
  scroller.dataset.kind = chat.type;
  drawHeader(chat);
  drawMessages(chat, list);
  const part = composerFor(chat);
  if (footer.firstElementChild !== part) footer.replaceChildren(part);
  answerQuestion(key, newest);
  drawComposer();
  const isOwnNew = newest !== undefined && newest.id > lastId && newest.from.id === state.place.person;
  if (isOther || wasNearEnd || isOwnNew) scrollToEnd('instant');
  lastId = newest?.id ?? 0;
}

/** @param {ChatView} chat */
function drawHeader(chat) {
  const isTyping = (state.typing.get(shownKey) ?? 0) > Date.now();
  const kind = t(chat.type === 'private' ? 'kindBot' : chat.type === 'channel' ? 'kindChannel' : 'kindGroup');
  const about = isTyping
    ? t('typing')
    : chat.username && chat.type === 'channel'
      ? `${kind} · @${chat.username}`
      : kind;
  keepChildren(header, [chat], {
    key: () => 'header',
    signature: () => [chat.id, chat.title, about],
    make: () =>
      el(
        'div',
        { class: 'chat-header-row' },
        el(
          'button',
          {
            class: 'round back',
            attrs: { type: 'button', 'aria-label': t('back') },
            on: { click: () => goTo(state.place.person, null) },
          },
          icon('back'),
        ),
        chatAvatar(chat),
        el(
          'div',
          { class: 'chat-header-words' },
          el('h2', {}, chat.title),
          el('p', { class: isTyping ? 'typing' : '' }, about),
        ),
        botPlaceButton(chat),
      ),
  });
}

/**
 * @typedef {{ day: string } | { messages: [MessageView, ...MessageView[]], isFirst: boolean, isLast: boolean } | { isEmpty: true }} Line
 */

/** @param {MessageView[]} list @returns {Line[]} */
function linesOf(list) {
  if (list.length === 0) return [{ isEmpty: true }];
  /** @type {Line[]} */
  const lines = [];
  let day = '';
  for (const [index, message] of list.entries()) {
    const today = new Date(message.at).toDateString();
    if (today !== day) lines.push({ day: message.at });
    const before = lines.at(-1);
    const isLast = !isRun(message, list[index + 1]);
    if (before && 'messages' in before && isAlbum(before.messages[0], message)) {
      before.messages.push(message);
      before.isLast = isLast;
    } else {
      lines.push({ messages: [message], isFirst: today !== day || !isRun(list[index - 1], message), isLast });
    }
    day = today;
  }
  return lines;
}

/** @param {MessageView | undefined} a @param {MessageView | undefined} b one after the other, by one sender? */
function isRun(a, b) {
  return a !== undefined && b !== undefined && a.from.id === b.from.id && Date.parse(b.at) - Date.parse(a.at) < RUN_MS;
}

/** @param {MessageView} a @param {MessageView} b */
function isAlbum(a, b) {
  return a.mediaGroupId !== null && a.mediaGroupId === b.mediaGroupId;
}

/** @param {ChatView} chat @param {MessageView[]} list */
function drawMessages(chat, list) {
  const isGroup = chat.type === 'group' || chat.type === 'supergroup';
  /** @param {MessageView} message */
  const quotedBy = (message) => list.find((other) => other.id === message.replyTo) ?? null;
  keepChildren(messages, linesOf(list), {
    key: (line) =>
      'messages' in line
        ? `m${line.messages[0].id}`
        : 'day' in line
          ? `d${new Date(line.day).toDateString()}`
          : 'empty',
    signature: (line) =>
      'messages' in line ? [line, pressedOf(line.messages[0]), quotedBy(line.messages[0])] : [line, chat.type],
    make: (line) => {
      if ('isEmpty' in line) return emptyChat(chat);
      if ('day' in line) return el('p', { class: 'day' }, el('span', {}, formatDay(line.day)));
      const { messages: shown, isFirst, isLast } = line;
      const edited = new Set(shown.filter(noteEdit).map(({ id }) => id));
      /** @param {MessageView} message */
      const contextOf = (message) => ({
        isOwn: message.from.id === state.place.person,
        isChannel: chat.type === 'channel',
        hasName: isGroup && message.from.id !== state.place.person,
        isFirst,
        isLast,
        wasEdited: edited.has(message.id),
        quoted: quotedBy(message),
      });
      return shown.length === 1 ? messageBubble(shown[0], contextOf(shown[0])) : albumBubble(shown, contextOf);
    },
  });
}

/** Whether it was edited just now. @param {MessageView} message */
function noteEdit({ id, editedAt }) {
  const before = edits.get(id);
  edits.set(id, editedAt);
  return before !== undefined && before !== editedAt;
}

/** @param {ChatView} chat */
function emptyChat(chat) {
  const text = chat.type === 'private' ? t('emptyBot') : chat.type === 'channel' ? t('emptyChannel') : t('noMessages');
  return el(
    'div',
    { class: 'empty' },
    el('p', {}, text),
    chat.type === 'private' &&
      el('button', { class: 'solid', attrs: { type: 'button' }, on: { click: () => start(chat) } }, t('start')),
  );
}

/** @param {ChatView} chat */
async function start(chat) {
  const person = state.place.person;
  try {
    putMessage(person, await sendText(person, chat.id, { text: '/start' }));
    focusComposer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(t('sendRefused', { reason: error.message }), 'trouble');
  }
}

/** The bot asks for a reply: the bar above the field is set, once per question. @param {string} key @param {MessageView | undefined} newest */
function answerQuestion(key, newest) {
  if (!newest?.forceReply || asked.has(`${key}/${newest.id}`)) return;
  asked.add(`${key}/${newest.id}`);
  if (!currentDraft().editing) startReply(newest);
}

function isNearEnd() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
}

/** @param {'smooth' | 'instant'} behavior */
function scrollToEnd(behavior) {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: isCalm ? 'instant' : behavior });
}
