/** @import { ProfileView } from '../instagram/view-api.js' */
/** @import { ChatView } from '../telegram/people-api.js' */
import { el } from './dom.js';
import { icon } from './icons.js';

const COLOURS = 6;

/** One colour per id; ids in a row get different ones. @param {number} id */
export const colourOf = (id) => Math.abs(id) % COLOURS;

/** @param {number} id @param {string} name */
export function avatar(id, name) {
  const letters = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .filter((letter) => /\p{L}|\p{N}/u.test(letter));
  return el(
    'span',
    { class: `avatar colour-${colourOf(id)}`, attrs: { 'aria-hidden': 'true' } },
    letters.slice(0, 2).join('').toUpperCase(),
  );
}

/** @param {ChatView} chat */
export function chatAvatar(chat) {
  if (chat.type === 'private') return avatar(chat.id, chat.title);
  const face = icon(chat.type === 'channel' ? 'channel' : 'group');
  return el('span', { class: `avatar colour-${colourOf(chat.id)}`, attrs: { 'aria-hidden': 'true' } }, face);
}

/** @param {ProfileView} profile */
export const profileAvatar = ({ userId, name }) => avatar(Number(userId.slice(-4)), name);
