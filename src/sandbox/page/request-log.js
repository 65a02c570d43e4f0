/** @import { RequestView } from '../telegram/people-api.js' */
import { el, keepChildren } from './dom.js';
import { formatTime, t } from './i18n.js';
import { refreshRequests, requests } from './requests.js';
import { changed, chatsOf, onChange, state } from './store.js';

const EVERY_MS = 1_000;
const SHOWN = 60;

/**
 * What the bot sent, newest first. There is no event for it: while the panel is open and seen, it asks.
 * @param {HTMLElement} place
 * @param {() => boolean} isOpen
 */
export function showRequestLog(place, isOpen) {
  const title = el('h3', {});
  const list = el('ol', { class: 'requests' });
  const none = el('p', { class: 'armed-none' });
  place.append(title, none, list);
  let wasOpen = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function poll() {
    clearTimeout(timer);
    if (!isOpen()) return;
    if (document.visibilityState === 'visible' && (await refreshRequests())) changed();
    timer = setTimeout(poll, EVERY_MS);
  }
  onChange(() => {
    if (isOpen() && !wasOpen) void poll();
    wasOpen = isOpen();
    if (!wasOpen) return;
    title.textContent = t('requests');
    none.textContent = t('requestsNone');
    none.hidden = requests.length > 0;
    keepChildren(list, requests.slice(-SHOWN).toReversed(), {
      key: (request) => String(request.n),
      signature: (request) => [request.n, request.outcome],
      make: requestLine,
    });
  });
}

/** @param {RequestView} request */
function requestLine(request) {
  const outcome = request.outcome;
  const [kind, said] =
    'fault' in outcome
      ? ['fault', outcome.fault]
      : outcome.ok
        ? ['fine', t('requestOk')]
        : ['refused', `${outcome.error_code} ${outcome.description}`];
  const chats = state.world.people.flatMap((person) => chatsOf(person.id));
  const chat = chats.find((known) => known.id === request.chatId && known.type !== 'private')?.title;
  const person = state.world.people.find((known) => known.id === request.chatId)?.name;
  const where = chat ?? person ?? (request.chatId === null ? '' : String(request.chatId));
  return el(
    'li',
    {},
    el(
      'details',
      {},
      el(
        'summary',
        {},
        el('span', { class: 'request-method' }, request.method),
        el('span', { class: 'request-where' }, where),
        el('time', { attrs: { datetime: request.at } }, formatTime(request.at)),
        el('span', { class: `request-outcome ${kind}` }, said),
      ),
      el('pre', { attrs: { tabindex: 0 } }, JSON.stringify(request.params, null, 2)),
    ),
  );
}
