/** @import { ChatView } from '../telegram/people-api.js' */
import { changed, chatsOf, state } from './store.js';
import { unreadOf } from './unread.js';

/*
 * Where one is, kept in the address: `#author/-100123`, `#author/@dailybean` for a profile on Instagram, or `#author` for the list of chats
 * (what a phone shows alone).
 * So a reload keeps the place, and the browser's own "back" works.
 */

/** @type {Map<number, number>} the chat each person had open last */
const lastChats = new Map();

/** @type {number | null} who was chosen before their chats were known */
let tooEarly = null;

/** @param {number} person @param {number | string | null} chat */
function hashOf(person, chat) {
  const name = state.world.people.find((known) => known.id === person)?.username || String(person);
  return chat === null ? `#${encodeURIComponent(name)}` : `#${encodeURIComponent(name)}/${chat}`;
}

/** @param {number} person @param {number | string | null} chat or `@username` of a profile */
export function goTo(person, chat) {
  const hash = hashOf(person, chat);
  // Not by setting the hash: its event comes later, and until then the page would still be in the old place.
  if (location.hash !== hash) history.pushState(null, '', hash);
  readPlace();
}

/**
 * Where something waits for this person, else where they were last, else their chat with the bot.
 * @param {number} person
 */
export function becomePerson(person) {
  const chats = chatsOf(person);
  tooEarly = chats.length === 0 ? person : null;
  const waiting = chats.find((chat) => unreadOf(person, chat.id) > 0 && chat.lastMessage?.buttons.length);
  goTo(person, waiting?.id ?? lastChats.get(person) ?? firstChat(person)?.id ?? null);
}

/** Whoever was chosen while the page was still loading is where they would have been. */
export function catchUp() {
  if (tooEarly !== null) becomePerson(tooEarly);
}

/**
 * @param {number} person
 * @returns {ChatView | undefined}
 */
function firstChat(person) {
  const chats = chatsOf(person);
  return chats.find((chat) => chat.type === 'private') ?? chats[0];
}

export function readPlace() {
  const [name, chat] = location.hash.slice(1).split('/').map(decode);
  const people = state.world.people;
  const person = people.find((known) => known.username === name || String(known.id) === name) ?? people[0];
  if (!person) return;
  const isNew = location.hash === '' || location.hash === '#';
  const wanted = isNew ? firstChat(person.id)?.id : Number(chat);
  const there = chatsOf(person.id).find((known) => known.id === wanted);
  const profile = chat?.startsWith('@') ? chat.slice(1) : null;
  state.place = { person: person.id, chat: there?.id ?? null, profile };
  if (there) lastChats.set(person.id, there.id);
  if (isNew) history.replaceState(null, '', hashOf(person.id, there?.id ?? null));
  changed();
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function followAddress() {
  addEventListener('hashchange', readPlace);
}
