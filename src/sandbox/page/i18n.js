import en from './texts-en.js';
import ru from './texts-ru.js';
import uk from './texts-uk.js';
import { recall, remember } from './storage.js';

/** @typedef {keyof typeof en} TextKey */
/** @typedef {'en' | 'uk' | 'ru'} Language */

/** @type {Record<Language, Record<TextKey, string>>} */
const TABLES = { en, uk, ru };

/** @type {{ code: Language, name: string }[]} */
export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'uk', name: 'Українська' },
  { code: 'ru', name: 'Русский' },
];

/** @type {Language} */
let current = known(recall('language')) ?? known(navigator.language.slice(0, 2).toLowerCase()) ?? 'en';

/**
 * @param {string | null} code
 * @returns {Language | null}
 */
function known(code) {
  return LANGUAGES.find((one) => one.code === code)?.code ?? null;
}

export function language() {
  return current;
}

/**
 * @param {TextKey} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return TABLES[current][key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Puts the texts into what index.html holds: `data-t` is the text, `data-t-label` the accessible name. */
export function translatePage() {
  document.documentElement.lang = current;
  for (const node of document.querySelectorAll('[data-t], [data-t-label]')) {
    if (!(node instanceof HTMLElement)) continue;
    if (node.dataset.t) node.textContent = t(/** @type {TextKey} */ (node.dataset.t));
    if (node.dataset.tLabel) node.setAttribute('aria-label', t(/** @type {TextKey} */ (node.dataset.tLabel)));
  }
}

/** @param {string} code */
export function chooseLanguage(code) {
  current = known(code) ?? current;
  remember('language', current);
  translatePage();
}

/** @param {string} iso */
export function formatTime(iso) {
  return new Intl.DateTimeFormat(current, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
}

/** @param {string} iso */
export function formatDay(iso) {
  const day = new Date(iso).toDateString();
  const now = new Date();
  if (day === now.toDateString()) return t('today');
  if (day === new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toDateString()) return t('yesterday');
  return new Intl.DateTimeFormat(current, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));
}
