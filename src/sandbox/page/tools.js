/** @import { Child } from './dom.js' */
/** @import { IconName } from './icons.js' */
import { isBreakOpen, toggleBreak } from './break-panel.js';
import { byId, el, keepChildren } from './dom.js';
import { chooseLanguage, language, LANGUAGES, t } from './i18n.js';
import { icon } from './icons.js';
import { instagram, revokedOnes, spareToken } from './instagram.js';
import { hideStrip, isStripHidden } from './strip.js';
import { changed, onChange, state } from './store.js';
import { currentTheme, toggleTheme } from './theme.js';
import { copy } from './toast.js';

/** The row of small things: break, GraphQL, first steps, language, theme. */
export function showTools() {
  byId('copy-token').addEventListener('click', copyToken);
  const spare = byId('copy-instagram-token');
  spare.hidden = spareToken() === '';
  spare.addEventListener('click', () => void copy(spareToken(), t('instagramTokenCopied')));
  const tools = byId('tools');
  onChange(() => {
    keepChildren(tools, ['break', 'graphql', 'help', 'language', 'theme'], {
      key: (tool) => tool,
      signature: (tool) => {
        if (tool === 'break') return [isBreakOpen(), countArmed()];
        if (tool === 'theme') return currentTheme();
        return tool === 'help' && isStripHidden();
      },
      make: (tool) => makeTool(tool),
    });
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
}

/** @param {string} tool */
function makeTool(tool) {
  switch (tool) {
    case 'break':
      return breakButton();
    case 'graphql': {
      const attrs = {
        href: '/graphql',
        target: '_blank',
        rel: 'noopener',
        'aria-label': t('graphql'),
        title: t('graphql'),
      };
      return el('a', { class: 'tool', attrs }, icon('braces'), el('span', { class: 'tool-word' }, 'GraphQL'));
    }
    case 'help':
      return toolButton('help', t('help'), () => hideStrip(!isStripHidden()), !isStripHidden());
    case 'theme':
      return toolButton(currentTheme() === 'dark' ? 'sun' : 'moon', t('theme'), () => {
        toggleTheme();
        changed();
      });
    default:
      return languageChoice();
  }
}

/** @param {IconName} name @param {string} label @param {() => void} act @param {boolean} [isPressed] */
function toolButton(name, label, act, isPressed) {
  const attrs = { type: 'button', 'aria-label': label, title: label, 'aria-pressed': isPressed?.toString() };
  return el('button', { class: 'tool', attrs, on: { click: act } }, icon(name));
}

function breakButton() {
  const armed = countArmed();
  const label = armed > 0 ? `${t('breakThings')}, ${t('armedCount', { count: armed })}` : t('breakThings');
  return el(
    'button',
    {
      class: armed > 0 ? 'tool tool-break armed' : 'tool tool-break',
      attrs: {
        type: 'button',
        id: 'break-button',
        'aria-label': label,
        title: label,
        'aria-expanded': String(isBreakOpen()),
        'aria-controls': 'break',
      },
      on: { click: toggleBreak },
    },
    icon('bolt'),
    el('span', { class: 'tool-word', attrs: { 'aria-hidden': 'true' } }, t('breakThings')),
    armed > 0 && el('span', { class: 'armed-count' }, t('armedCount', { count: armed })),
  );
}

const countArmed = () => state.faults.length + instagram.faults.length + revokedOnes().length;

function copyToken() {
  const token = document.querySelector('meta[name="copydesk-token"]')?.getAttribute('content') ?? '';
  void copy(token, t('tokenCopied'));
}

function languageChoice() {
  const choice = el('select', { class: 'tool', attrs: { 'aria-label': t('language'), title: t('language') } });
  for (const { code, name } of LANGUAGES) {
    choice.append(
      el(
        'option',
        { attrs: { value: code, selected: code === language(), lang: code, 'aria-label': name } },
        code.toUpperCase(),
      ),
    );
  }
  choice.addEventListener('change', () => {
    chooseLanguage(choice.value);
    changed();
  });
  return choice;
}
