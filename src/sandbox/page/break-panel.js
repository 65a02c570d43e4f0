/** @import { Fault } from '../telegram/people-api.js' */
/** @import { TextKey } from './i18n.js' */
import { addFault, clearFaults, getFaults, Refusal } from './api.js';
import { byId, el, keepChildren } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { instagramFaults, instagramShown } from './instagram-faults.js';
import { showRequestLog } from './request-log.js';
import { findChannel } from './steps.js';
import { changed, chatsOf, onChange, state } from './store.js';
import { toast } from './toast.js';

/** @type {{ fault: Fault, name: TextKey, hint: TextKey }[]} */
const CHOICES = [
  { fault: { kind: 'lost-after' }, name: 'faultLostAfter', hint: 'faultLostAfterHint' },
  {
    fault: { kind: 'refuse', description: 'Bad Request: refused by the sandbox' },
    name: 'faultRefuse',
    hint: 'faultRefuseHint',
  },
  { fault: { kind: 'error' }, name: 'faultError', hint: 'faultErrorHint' },
  { fault: { kind: 'slow', delayMs: 5_000 }, name: 'faultSlow', hint: 'faultSlowHint' },
  { fault: { kind: 'rate-limit', retryAfter: 10 }, name: 'faultRateLimit', hint: 'faultRateLimitHint' },
];

/** What the parts of the panel draw. @type {Record<string, () => unknown>} */
const SHOWN = { aim: () => aim, armed: () => [state.faults, state.world], instagram: instagramShown };
/** @type {Record<string, () => HTMLElement>} */
const MAKE = { head, aim: aimChoice, faults, armed, instagram: () => instagramFaults(act) };

let isOpen = false;
/** @type {'channel' | 'all'} */
let aim = 'channel';

export const isBreakOpen = () => isOpen;

export function toggleBreak() {
  isOpen = !isOpen;
  changed();
  const next = isOpen ? '#break-title' : '#break-button';
  setTimeout(() => {
    const node = document.querySelector(next);
    if (node instanceof HTMLElement) node.focus();
  }, 0);
}

/** Sets what goes wrong with the bot's next request, shows what is armed, and what the bot sent. */
export function showBreakPanel() {
  const panel = byId('break');
  const parts = { top: el('div', { class: 'break-top' }), log: el('div', { class: 'request-log' }) };
  panel.append(parts.top, parts.log);
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') toggleBreak();
  });
  onChange(() => {
    panel.hidden = !isOpen;
    byId('window').classList.toggle('has-break', isOpen);
    if (!isOpen) return;
    keepChildren(parts.top, ['head', 'aim', 'faults', 'armed', 'instagram'], {
      key: (part) => part,
      signature: (part) => SHOWN[part]?.() ?? part,
      make: (part) => (MAKE[part] ?? head)(),
    });
  });
  showRequestLog(parts.log, isBreakOpen);
}

function head() {
  return el(
    'div',
    { class: 'break-head' },
    el('h2', { attrs: { id: 'break-title', tabindex: -1 } }, t('breakThings')),
    el(
      'button',
      { class: 'round', attrs: { type: 'button', 'aria-label': t('close') }, on: { click: toggleBreak } },
      icon('close'),
    ),
    el('p', {}, t('breakIntro')),
  );
}

function aimChoice() {
  const attrs = { role: 'group', 'aria-label': t('aim') };
  return el('div', { class: 'aim', attrs }, aimButton('channel', t('aimChannel')), aimButton('all', t('aimAll')));
}

/** @param {'channel' | 'all'} value @param {string} label */
function aimButton(value, label) {
  function choose() {
    aim = value;
    changed();
  }
  return el(
    'button',
    { attrs: { type: 'button', 'aria-pressed': String(aim === value) }, on: { click: choose } },
    label,
  );
}

function faults() {
  return el(
    'div',
    { class: 'faults' },
    ...CHOICES.map(({ fault, name, hint }) =>
      el(
        'button',
        { class: 'fault', attrs: { type: 'button' }, on: { click: () => act(() => addFault(aimed(fault))) } },
        el('strong', {}, t(name)),
        el('span', {}, t(hint)),
      ),
    ),
  );
}

/** @param {Fault} fault @returns {Fault} */
function aimed(fault) {
  const channel = findChannel();
  return aim === 'channel' && channel ? { ...fault, chatId: channel.chat.id, times: 1 } : { ...fault, times: 1 };
}

function armed() {
  if (state.faults.length === 0) return el('p', { class: 'armed-none' }, t('armedNone'));
  return el(
    'div',
    { class: 'armed-box' },
    el('h3', {}, t('armed')),
    el('ul', {}, ...state.faults.map((fault) => el('li', {}, describe(fault)))),
    el(
      'button',
      { class: 'solid danger', attrs: { type: 'button' }, on: { click: () => act(clearFaults) } },
      t('clearFaults'),
    ),
  );
}

/** @param {Fault} fault */
function describe(fault) {
  const name = CHOICES.find((choice) => choice.fault.kind === fault.kind)?.name;
  const chats = state.world.people.flatMap((person) => chatsOf(person.id));
  const chat = fault.chatId === undefined ? undefined : chats.find((known) => known.id === fault.chatId);
  const where = fault.chatId === undefined ? t('aimAll') : (chat?.title ?? String(fault.chatId));
  return `${name ? t(name) : fault.kind} · ${where} · ${t('times', { count: fault.times ?? 1 })}`;
}

/** @param {() => Promise<unknown>} change */
async function act(change) {
  try {
    await change();
    state.faults = await getFaults();
    changed();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(t('actionRefused', { reason: error.message }), 'trouble');
  }
}
