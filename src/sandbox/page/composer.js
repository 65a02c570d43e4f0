/** @import { ChatView, MessageView } from '../telegram/people-api.js' */
/** @import { Draft } from './drafts.js' */
import { editMessage, Refusal, sendFiles, sendText } from './api.js';
import { attachmentBar, kindOf } from './attachment.js';
import { suggestCommands } from './commands.js';
import { byId, el } from './dom.js';
import { currentDraft, emptyDraft } from './drafts.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { drawKeys } from './reply-keyboard.js';
import { summary } from './summary.js';
import { changed, currentChat, messagesOf, putMessage, state } from './store.js';

const field = el('textarea', { class: 'field', attrs: { rows: 1, maxlength: 4096, enterkeyhint: 'send' } });
const sendButton = el('button', { class: 'round solid send', attrs: { type: 'button' } }, icon('send'));
const attachButton = el('button', { class: 'round', attrs: { type: 'button' } }, icon('attach'));
const filePicker = el('input', { attrs: { type: 'file', multiple: true, hidden: true, tabindex: -1 } });
const bars = el('div', { class: 'composer-bars' });
const keys = el('div', { class: 'reply-keys', attrs: { role: 'group', hidden: true } });
const suggestions = el('div', { class: 'suggestions', attrs: { role: 'listbox', id: 'suggestions' } });
const commands = suggestCommands(field, suggestions, (text) => {
  currentDraft().text = text;
  field.value = text;
  drawComposer();
  field.focus();
});

/** Made once and moved in: a textarea that is made anew loses the cursor. */
const composer = el(
  'div',
  { class: 'composer' },
  suggestions,
  bars,
  el('div', { class: 'composer-row' }, attachButton, filePicker, field, sendButton),
  keys,
);

/** @param {ChatView} chat @returns {HTMLElement} */
export function composerFor(chat) {
  if (!chat.canWrite) return el('p', { class: 'read-only' }, t('readOnly'));
  return composer;
}

export function focusComposer() {
  // After the drawing that the click before it has asked for.
  setTimeout(() => field.focus(), 0);
}

/** @param {MessageView} message */
export function startReply(message) {
  const draft = currentDraft();
  if (draft.editing) emptyDraft(draft);
  draft.reply = message;
  changed();
  focusComposer();
}

/** @param {MessageView} message */
export function startEdit(message) {
  Object.assign(currentDraft(), {
    editing: message,
    reply: null,
    files: [],
    text: message.text ?? message.caption ?? '',
  });
  changed();
  focusComposer();
}

/** Takes files from the picker, the clipboard or a drop, behind those that are there. @param {Iterable<File>} files */
export function takeFiles(files) {
  const taken = [...files];
  if (taken.length === 0) return;
  const draft = currentDraft();
  if (draft.editing) emptyDraft(draft);
  draft.files = [...draft.files, ...taken];
  changed();
  focusComposer();
}

export function drawComposer() {
  const draft = currentDraft();
  if (field.value !== draft.text) field.value = draft.text;
  const placeholder = placeholderOf(draft);
  field.placeholder = placeholder;
  field.setAttribute('aria-label', placeholder);
  sendButton.setAttribute('aria-label', draft.editing ? t('save') : t('send'));
  sendButton.toggleAttribute('aria-busy', draft.isSending);
  sendButton.classList.toggle('idle', draft.text.trim() === '' && draft.files.length === 0);
  attachButton.setAttribute('aria-label', t('attach'));
  attachButton.title = t('attach');
  drawBars(draft);
  commands.draw();
  keys.setAttribute('aria-label', t('botKeyboard'));
  drawKeys(keys, currentChat());
  // Its height follows the text: reset first, or it would never shrink.
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 168)}px`;
}

/** @param {Draft} draft */
function placeholderOf(draft) {
  const asked = draft.reply?.forceReply?.placeholder;
  if (asked) return asked;
  if (draft.files.length > 0) return t('writeCaption');
  return currentChat()?.type === 'channel' ? t('writePost') : t('write');
}

/** @param {Draft} draft */
function drawBars(draft) {
  const about = draft.editing ?? draft.reply;
  bars.replaceChildren();
  if (about) {
    const name = draft.editing ? t('editing') : t('replyingTo', { name: about.from.name });
    const stop = () => (draft.editing ? emptyDraft(draft) : (draft.reply = null));
    bars.append(
      el(
        'div',
        { class: 'composer-bar' },
        icon(draft.editing ? 'edit' : 'reply'),
        el('div', { class: 'composer-bar-words' }, el('strong', {}, name), el('span', {}, summary(about))),
        barClose(t('cancel'), stop),
      ),
    );
  }
  if (draft.files.length > 0)
    bars.append(
      attachmentBar(
        draft.files,
        qualityButton(draft),
        barClose(t('removeFiles'), () => (draft.files = [])),
      ),
    );
  if (draft.trouble) bars.append(el('p', { class: 'composer-trouble', attrs: { role: 'alert' } }, draft.trouble));
}

/** @param {Draft} draft */
function qualityButton(draft) {
  const toggle = () => {
    draft.asFiles = !draft.asFiles;
    changed();
  };
  const attrs = { type: 'button', 'aria-pressed': String(draft.asFiles) };
  return el('button', { class: 'as-files', attrs, on: { click: toggle } }, t('asFiles'));
}

/** @param {string} label @param {() => unknown} act */
function barClose(label, act) {
  /** @param {Event} _event */
  function close(_event) {
    act();
    changed();
    focusComposer();
  }
  return el(
    'button',
    { class: 'round', attrs: { type: 'button', 'aria-label': label }, on: { click: close } },
    icon('close'),
  );
}

/** What was refused stays in the field, with the reason above it. */
async function send() {
  const draft = currentDraft();
  const { person, chat } = state.place;
  if (chat === null || draft.isSending || (draft.text.trim() === '' && draft.files.length === 0)) return;
  const sent = { ...draft };
  draft.isSending = true;
  draft.trouble = '';
  changed();
  try {
    putMessage(person, await deliver(person, chat, draft));
    // Only what went: the bot's next question may be in the bar before our own message is confirmed.
    if (draft.text === sent.text) draft.text = '';
    if (draft.reply === sent.reply) draft.reply = null;
    if (draft.files === sent.files) Object.assign(draft, { files: [], asFiles: false });
    draft.editing = null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    draft.trouble = t('sendRefused', { reason: error.message });
  } finally {
    draft.isSending = false;
    changed();
  }
}

/** @param {number} person @param {number} chat @param {Draft} draft @returns {Promise<MessageView>} */
function deliver(person, chat, draft) {
  if (draft.editing) return editMessage(person, draft.editing, draft.text);
  const message = draft.reply ? { text: draft.text, replyTo: draft.reply.id } : { text: draft.text };
  if (draft.files.length === 0) return sendText(person, chat, message);
  const files = draft.files.map((file) => ({ kind: kindOf(file, draft.asFiles), file }));
  return sendFiles(person, chat, message, files);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (commands.onKey(event)) return;
  const draft = currentDraft();
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    void send();
  } else if (event.key === 'Escape' && (draft.editing || draft.reply || draft.files.length > 0)) {
    event.preventDefault();
    event.stopPropagation();
    if (draft.editing) emptyDraft(draft);
    else Object.assign(draft, { reply: null, files: [] });
    changed();
  } else if (event.key === 'ArrowUp' && field.value === '' && !draft.editing && state.place.chat !== null) {
    const own = messagesOf(state.place.person, state.place.chat).findLast(
      (message) => message.from.id === state.place.person && message.text !== null,
    );
    if (!own) return;
    event.preventDefault();
    startEdit(own);
  }
}

export function listenToComposer() {
  field.addEventListener('keydown', onKey);
  field.addEventListener('input', () => {
    currentDraft().text = field.value;
    drawComposer();
  });
  field.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files;
    if (!files || files.length === 0) return;
    event.preventDefault();
    takeFiles(files);
  });
  sendButton.addEventListener('click', () => {
    void send();
    field.focus();
  });
  attachButton.addEventListener('click', () => filePicker.click());
  filePicker.addEventListener('change', () => {
    takeFiles(filePicker.files ?? []);
    filePicker.value = '';
  });
  listenToDrops(byId('chat'));
}

/** @param {DragEvent} event */
const hasFiles = (event) => event.dataTransfer?.types.includes('Files') && currentChat()?.canWrite;

/** @param {HTMLElement} area */
function listenToDrops(area) {
  area.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    area.classList.add('drop');
    area.dataset.drop = t('dropHere');
  });
  area.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node) || !area.contains(event.relatedTarget)) area.classList.remove('drop');
  });
  area.addEventListener('drop', (event) => {
    area.classList.remove('drop');
    if (!hasFiles(event)) return;
    event.preventDefault();
    takeFiles(event.dataTransfer?.files ?? []);
  });
}
