/** @import { MessageView } from '../telegram/people-api.js' */
/** @import { IconName } from './icons.js' */
import { deleteMessage, Refusal } from './api.js';
import { startEdit, startReply } from './composer.js';
import { el, walkWithArrows } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { currentChat, removeMessage, state } from './store.js';
import { copy, toast } from './toast.js';

/**
 * @param {HTMLElement} button
 * @param {MessageView} message
 * @param {boolean} isOwn
 */
export function openMenu(button, message, isOwn) {
  document.querySelector('.message-menu')?.remove();
  const text = message.text ?? message.caption;
  const link = message.link;
  const canWrite = currentChat()?.canWrite ?? false;
  const isChannel = currentChat()?.type === 'channel';
  const menu = el('div', { class: 'message-menu', attrs: { role: 'menu', 'aria-label': t('messageMenu') } });

  /** @param {IconName} name @param {string} label @param {() => void} act */
  function add(name, label, act) {
    const choose = () => {
      close();
      act();
    };
    menu.append(
      el('button', { attrs: { type: 'button', role: 'menuitem' }, on: { click: choose } }, icon(name), label),
    );
  }
  function close() {
    menu.remove();
    button.removeAttribute('aria-expanded');
    removeEventListener('pointerdown', closeOutside, true);
  }
  /** @param {Event} event */
  function closeOutside(event) {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  }

  if (canWrite) add('reply', t('reply'), () => startReply(message));
  if (text) add('copy', t('copyText'), () => copy(text, t('copied')));
  if (link !== null) add('link', t('copyLink'), () => copy(link, t('linkCopied')));
  if (text && (isOwn || (isChannel && canWrite))) add('edit', t('edit'), () => startEdit(message));
  add('trash', t('delete'), () => remove(message));

  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && event.key !== 'Tab') return;
    event.stopPropagation();
    if (event.key === 'Escape') event.preventDefault();
    close();
    button.focus();
  });
  walkWithArrows(menu, 'button');
  addEventListener('pointerdown', closeOutside, true);
  button.setAttribute('aria-expanded', 'true');
  button.after(menu);
  menu.scrollIntoView({ block: 'nearest' });
  menu.querySelector('button')?.focus({ preventScroll: true });
}

/** @param {MessageView} message */
async function remove(message) {
  const person = state.place.person;
  try {
    await deleteMessage(person, message);
    removeMessage(person, message.chatId, message.id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(t('actionRefused', { reason: error.message }), 'trouble');
  }
}
