/** @import { ChatView, Fault, MessageView, PeopleEvent, PersonView, WorldView } from '../telegram/people-api.js' */
import { getChats, getFaults, getMessages } from './api.js';

/** What the page shows, in one place. Views read it and draw themselves again when told `changed`. */
export const state = {
  /** @type {WorldView} */
  world: { bot: { id: 0, username: '', name: '' }, people: [] },
  /** @type {Map<number, ChatView[]>} by person */
  chats: new Map(),
  /** @type {Map<string, MessageView[]>} by `keyOf(person, chat)`, oldest first */
  messages: new Map(),
  /** @type {{ person: number, chat: number | null, profile: string | null }} */
  place: { person: 0, chat: null, profile: null },
  online: true,
  /** @type {Fault[]} */
  faults: [],
  /** @type {Map<string, number>} until when somebody is shown as typing, by `keyOf` */
  typing: new Map(),
};

/** @type {Set<() => void>} */
const views = new Set();
let told = false;

/** @param {() => void} draw */
export function onChange(draw) {
  views.add(draw);
}

/** Draws once for all changes of one turn. A microtask, not a frame: a hidden tab gets no frames, yet its title counts. */
export function changed() {
  if (told) return;
  told = true;
  queueMicrotask(() => {
    told = false;
    for (const draw of views) draw();
  });
}

/** @param {number} person @param {number} chat */
export const keyOf = (person, chat) => `${person}/${chat}`;

/** @param {number} person @returns {ChatView[]} */
export const chatsOf = (person) => state.chats.get(person) ?? [];

/** @param {number} person @param {number} chat @returns {MessageView[]} */
export const messagesOf = (person, chat) => state.messages.get(keyOf(person, chat)) ?? [];

/** @returns {PersonView | undefined} */
export const currentPerson = () => state.world.people.find((person) => person.id === state.place.person);

/** @returns {ChatView | undefined} */
export const currentChat = () => chatsOf(state.place.person).find((chat) => chat.id === state.place.chat);

/** Everything anew: at first, and after a gap in the streams. */
export async function loadAll() {
  const [faults] = await Promise.all([getFaults(), ...state.world.people.map((person) => loadPerson(person.id))]);
  state.faults = faults;
  changed();
}

/**
 * What happens while a state is on its way may be newer than it: it is done at once, and once more on top of the state.
 * @type {Set<{ person: number, again: (() => void)[] }>}
 */
const loads = new Set();

/** @param {number} person */
async function loadPerson(person) {
  const load = { person, again: /** @type {(() => void)[]} */ ([]) };
  loads.add(load);
  try {
    const chats = await getChats(person);
    const pages = await Promise.all(chats.map((chat) => getMessages(person, chat.id)));
    state.chats.set(person, sortChats(chats));
    for (const [index, chat] of chats.entries()) state.messages.set(keyOf(person, chat.id), pages[index] ?? []);
  } finally {
    loads.delete(load);
  }
  for (const change of load.again) change();
}

/** @param {number} person @param {() => void} change */
function doNowAndAfterLoads(person, change) {
  for (const load of loads) if (load.person === person) load.again.push(change);
  change();
  changed();
}

/** @param {ChatView[]} chats */
function sortChats(chats) {
  return chats.toSorted((a, b) => (b.lastMessage?.at ?? '').localeCompare(a.lastMessage?.at ?? ''));
}

/**
 * @param {number} person
 * @param {PeopleEvent} event
 */
export function applyEvent(person, event) {
  if (event.type === 'faults') state.faults = event.faults;
  else if (event.type === 'typing') showTyping(person, event.chatId);
  else if (event.type === 'deleted') removeMessage(person, event.chatId, event.messageId);
  else putMessage(person, event.message);
  changed();
}

/**
 * New or edited: the last one told wins. It comes twice when we sent it ourselves, as the answer and as an event.
 * @param {number} person
 * @param {MessageView} message
 */
export function putMessage(person, message) {
  doNowAndAfterLoads(person, () => storeMessage(person, message));
}

/** @param {number} person @param {MessageView} message */
function storeMessage(person, message) {
  const key = keyOf(person, message.chatId);
  const others = messagesOf(person, message.chatId).filter((other) => other.id !== message.id);
  const isOlder = others.some((other) => other.id > message.id);
  state.messages.set(key, isOlder ? [...others, message].toSorted((a, b) => a.id - b.id) : [...others, message]);
  state.typing.delete(key);
  refreshChat(person, message.chatId);
}

/**
 * @param {number} person
 * @param {number} chat
 * @param {number} id
 */
export function removeMessage(person, chat, id) {
  doNowAndAfterLoads(person, () => {
    const left = messagesOf(person, chat).filter((message) => message.id !== id);
    state.messages.set(keyOf(person, chat), left);
    refreshChat(person, chat);
  });
}

/** @param {number} person @param {number} chat */
function refreshChat(person, chat) {
  const chats = chatsOf(person);
  if (!chats.some((known) => known.id === chat)) {
    // Just added to it: ask what it is. Where the server is away, the next `online` asks for everything.
    loadPerson(person).then(changed, () => undefined);
    return;
  }
  const lastMessage = messagesOf(person, chat).at(-1) ?? null;
  state.chats.set(person, sortChats(chats.map((known) => (known.id === chat ? { ...known, lastMessage } : known))));
}

const TYPING_MS = 5_000;

/** @param {number} person @param {number} chat */
function showTyping(person, chat) {
  state.typing.set(keyOf(person, chat), Date.now() + TYPING_MS);
  setTimeout(changed, TYPING_MS + 50);
}
