import { openBotLink } from './bot-links.js';
import { t } from './i18n.js';
import { everythingOf, instagram } from './instagram.js';
import { goTo } from './place.js';
import { chatsOf, state } from './store.js';
import { toast } from './toast.js';

/**
 * A t.me address of a chat of this sandbox: the simulator's posts are not at the real t.me, so such a link leads there inside.
 * @param {string} url
 * @returns {{ chat: number, message: number | null } | 'not here' | null} null: no link to a chat of Telegram at all
 */
function findInside(url) {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname } = new URL(url);
  if (hostname !== 't.me') return null;
  const parts = pathname.split('/').filter(Boolean);
  const isPrivate = parts[0] === 'c';
  const name = (isPrivate ? parts[1] : parts[0])?.toLowerCase();
  const message = Number(isPrivate ? parts[2] : parts[1]) || null;
  const all = state.world.people.flatMap((person) => chatsOf(person.id));
  const chat = isPrivate
    ? all.find((known) => String(known.id) === `-100${name}`)
    : all.find((known) => known.username?.toLowerCase() === name);
  return chat ? { chat: chat.id, message } : 'not here';
}

/** A post of a simulated profile opens its profile. @param {string} url */
function openInstagram(url) {
  const profile = instagram.profiles.find((one) => everythingOf(one).some(({ permalink }) => permalink === url));
  if (profile) goTo(state.place.person, `@${profile.username}`);
  return profile !== undefined;
}

/**
 * @param {string} url
 * @returns {boolean} whether the click is dealt with here; else the browser opens it
 */
export function openLink(url) {
  if (openInstagram(url) || openBotLink(url)) return true;
  const found = findInside(url);
  if (found === null) return false;
  if (found === 'not here') {
    toast(t('linkOutside'));
    return true;
  }
  const isHere = chatsOf(state.place.person).some((chat) => chat.id === found.chat);
  const reader = isHere
    ? state.place.person
    : state.world.people.find((person) => chatsOf(person.id).some((chat) => chat.id === found.chat))?.id;
  if (reader === undefined) return true;
  goTo(reader, found.chat);
  if (found.message !== null) showMessage(found.message);
  return true;
}

/** @param {number} id of a message in the chat that is open, or is about to be drawn */
export function showMessage(id) {
  setTimeout(() => {
    const node = document.querySelector(`[data-message="${id}"]`);
    node?.scrollIntoView({ block: 'center' });
    node?.classList.remove('pointed');
    requestAnimationFrame(() => node?.classList.add('pointed'));
  }, 60);
}
