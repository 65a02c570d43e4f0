import { getCommands, Refusal } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { keyOf, state } from './store.js';

/** @typedef {{ command: string, description: string }} Command */

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
  let menu = [];
  let menuOf = '';
  /** @type {Command[]} */
  let shown = [];
  field.setAttribute('aria-controls', list.id);

  function draw() {
    const text = field.value;
    const isCommand = /^\/\w*$/.test(text) && text !== closedFor;
    if (text !== closedFor) closedFor = '';
    if (text === '/') void askForMenu();
    const before = shown.map((command) => command.command).join();
    shown = isCommand ? menu.filter(({ command }) => `/${command}`.startsWith(text.toLowerCase())) : [];
    if (shown.map((command) => command.command).join() !== before) at = 0;
    list.hidden = shown.length === 0;
    list.setAttribute('aria-label', t('commands'));
    list.replaceChildren(...shown.map(option));
    if (shown.length > 0) field.setAttribute('aria-activedescendant', `command-${at}`);
    else field.removeAttribute('aria-activedescendant');
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  /** The bot may change its menu at any time, and each chat has its own: asked for with every new "/". */
  async function askForMenu() {
    const { person, chat } = state.place;
    if (chat === null) return;
    const key = keyOf(person, chat);
    if (menuOf !== key) menu = [];
    menuOf = key;
    try {
      const found = await getCommands(person, chat);
      if (menuOf !== key || JSON.stringify(found) === JSON.stringify(menu)) return;
      menu = found;
      draw();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
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
