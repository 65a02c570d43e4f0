import { keyOf, messagesOf, onChange, state } from './store.js';
import { recallNumbers, remember } from './storage.js';

/** The id of the last message that was looked at, by `keyOf(person, chat)`. Kept by this browser: the simulator has no such idea. */
const read = recallNumbers('read');

/** @param {number} person @param {number} chat */
export function unreadOf(person, chat) {
  const seen = read[keyOf(person, chat)] ?? 0;
  return messagesOf(person, chat).filter((message) => message.id > seen && message.from.id !== person).length;
}

/** @param {number} person */
export function unreadOfPerson(person) {
  const chats = state.chats.get(person) ?? [];
  return chats.reduce((sum, chat) => sum + unreadOf(person, chat.id), 0);
}

/** Reads the open chat while somebody can see it; the other chats keep their counters. */
function markRead() {
  let isChanged = false;
  for (const [key, messages] of state.messages) {
    const newest = messages.at(-1)?.id ?? 0;
    const isOpen = state.place.chat !== null && key === keyOf(state.place.person, state.place.chat);
    const isSeen = isOpen && document.visibilityState === 'visible';
    const seen = read[key] ?? 0;
    // A number from before the sandbox was emptied would hide what comes now.
    if (seen > newest || (isSeen && seen < newest)) {
      read[key] = newest;
      isChanged = true;
    }
  }
  if (isChanged) remember('read', JSON.stringify(read));
}

/** First of the views, so that the others draw what is left. */
export function keepUnread() {
  onChange(markRead);
  document.addEventListener('visibilitychange', markRead);
}
