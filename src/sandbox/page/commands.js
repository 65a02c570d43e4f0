/** @import { RequestView } from '../telegram/people-api.js' */
import { el } from './dom.js';
import { t } from './i18n.js';
import { asValue, commandRequests, refreshRequests } from './requests.js';
import { currentChat, currentPerson, state } from './store.js';

/** @typedef {{ command: string, description: string }} Command */

/**
 * Which commands the bot set, for this person in this chat: the narrowest scope wins, in it the person's language.
 * Telegram's clients get them from the server; we read them from the bot's own `setMyCommands`.
 * @returns {Command[]}
 */
function knownCommands() {
  const chat = currentChat();
  const person = currentPerson();
  if (!chat || !person) return [];
  const scopes = [
    { type: 'chat_member', chat_id: chat.id, user_id: person.id },
    { type: 'chat_administrators', chat_id: chat.id },
    { type: 'chat', chat_id: chat.id },
    ...(chat.type === 'private' ? [] : [{ type: 'all_chat_administrators' }]),
    { type: chat.type === 'private' ? 'all_private_chats' : 'all_group_chats' },
    { type: 'default' },
  ];
  for (const scope of scopes) {
    for (const language of [person.language, '']) {
      const found = [...commandRequests.values()].find((request) => isFor(request, scope, language));
      if (found) return commandsIn(found);
    }
  }
  return [];
}

/** @param {RequestView} request @param {{ type: string, chat_id?: number, user_id?: number }} scope @param {string} language */
function isFor(request, scope, language) {
  const asked = asValue(request.params.scope) ?? { type: 'default' };
  // A private chat has the id of its person on the bot's side, and of the bot on the page's.
  const chats = [scope.chat_id, currentChat()?.type === 'private' ? state.place.person : scope.chat_id];
  return (
    asked.type === scope.type &&
    (request.params.language_code ?? '') === language &&
    (scope.chat_id === undefined || chats.map(String).includes(String(asked.chat_id))) &&
    (scope.user_id === undefined || String(asked.user_id) === String(scope.user_id))
  );
}

/** @param {RequestView} request @returns {Command[]} */
function commandsIn(request) {
  const list = asValue(request.params.commands);
  if (!Array.isArray(list)) return [];
  return list
    .filter((entry) => typeof entry?.command === 'string')
    .map((entry) => ({ command: entry.command, description: String(entry.description ?? '') }));
}

/**
 * A list above the field while it begins with "/": arrows walk, Enter or Tab takes, Esc closes.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} list
 * @param {(text: string) => void} take
 */
export function suggestCommands(field, list, take) {
  let at = 0;
  let closedFor = '';
  /** @type {Command[]} */
  let shown = [];
  field.setAttribute('aria-controls', list.id);

  function draw() {
    const text = field.value;
    const isCommand = /^\/\w*$/.test(text) && text !== closedFor;
    if (text !== closedFor) closedFor = '';
    if (isCommand && commandRequests.size === 0) void refreshRequests().then((isNews) => isNews && draw());
    const before = shown.map((command) => command.command).join();
    shown = isCommand ? knownCommands().filter(({ command }) => `/${command}`.startsWith(text.toLowerCase())) : [];
    if (shown.map((command) => command.command).join() !== before) at = 0;
    list.hidden = shown.length === 0;
    list.setAttribute('aria-label', t('commands'));
    list.replaceChildren(...shown.map(option));
    field.toggleAttribute('aria-expanded', shown.length > 0);
    if (shown.length > 0) field.setAttribute('aria-activedescendant', `command-${at}`);
    else field.removeAttribute('aria-activedescendant');
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Command} command @param {number} index */
  function option(command, index) {
    return el(
      'div',
      {
        class: 'suggestion',
        attrs: { role: 'option', id: `command-${index}`, 'aria-selected': String(index === at) },
        on: { click: () => take(`/${command.command}`) },
      },
      el('strong', {}, `/${command.command}`),
      el('span', {}, command.description),
    );
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was ours */
  function onKey(event) {
    if (shown.length === 0) return false;
    const chosen = shown[at];
    if (event.key === 'ArrowDown') at = (at + 1) % shown.length;
    else if (event.key === 'ArrowUp') at = (at + shown.length - 1) % shown.length;
    else if (event.key === 'Escape') closedFor = field.value;
    else if (event.key === 'Tab' && chosen) take(`/${chosen.command}`);
    // A whole command is sent by the same Enter; a begun one is completed first.
    else if (event.key === 'Enter' && chosen && field.value !== `/${chosen.command}`) take(`/${chosen.command}`);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    draw();
    return true;
  }
  return { draw, onKey };
}
