/** @import { ChatView, MessageView, PersonView } from '../telegram/people-api.js' */
import { chatsOf, messagesOf, state } from './store.js';
import { recall, remember } from './storage.js';

/**
 * Who plays which part. The simulator gives names only, so: by username, else the editor is who sits in the editors' group
 * and the author who does not.
 */
export function cast() {
  const people = state.world.people;
  const editor = people.find((person) => /editor/i.test(person.username)) ?? people.find(isInGroup) ?? people[0];
  const author =
    people.find((person) => /author/i.test(person.username)) ??
    people.find((person) => !isInGroup(person)) ??
    people[0];
  return { author, editor };
}

/** @param {PersonView} person */
const isInGroup = (person) => chatsOf(person.id).some(isGroup);

/** @param {ChatView} chat */
export const isGroup = (chat) => chat.type === 'group' || chat.type === 'supergroup';

/** @param {PersonView | undefined} person @param {(chat: ChatView) => boolean} wanted */
export function chatOf(person, wanted) {
  return person && chatsOf(person.id).find(wanted);
}

/** @returns {{ person: PersonView, chat: ChatView } | null} the first channel that anybody here can see */
export function findChannel() {
  for (const person of state.world.people) {
    const chat = chatOf(person, (known) => known.type === 'channel');
    if (chat) return { person, chat };
  }
  return null;
}

/** @param {PersonView | undefined} person @param {ChatView | undefined} chat @returns {MessageView[]} */
const read = (person, chat) => (person && chat ? messagesOf(person.id, chat.id) : []);

/**
 * Which of the four really happened. What shows no trace later (a card loses its buttons, a tap leaves none) is remembered
 * together with the moment of the first message, so that an emptied sandbox begins anew.
 * @returns {boolean[]}
 */
export function stepsDone() {
  const since = firstWritten();
  if (since === null) return [false, false, false, false];
  const { editor } = cast();
  const channel = findChannel();
  const isLive = read(channel?.person, channel?.chat).some((message) => message.at >= since);
  const isTapped = isLive || recall('tapped') === since;
  const review = read(editor, chatOf(editor, isGroup)).filter((message) => message.at >= since);
  const isInReview = isTapped || recall('in-review') === since || review.some((message) => message.buttons.length > 0);
  if (isInReview) remember('in-review', since);
  return [true, isInReview, isTapped, isLive];
}

/** When the author first wrote to the bot; a command is not writing. @returns {string | null} */
function firstWritten() {
  const { author } = cast();
  const messages = read(
    author,
    chatOf(author, (chat) => chat.type === 'private'),
  );
  return messages.find((message) => message.from.id === author?.id && !message.text?.startsWith('/'))?.at ?? null;
}

/** @param {number} person @param {number} chatId somebody pressed a button there, and the bot answered */
export function noteTap(person, chatId) {
  const { editor } = cast();
  if (person !== editor?.id || chatOf(editor, isGroup)?.id !== chatId) return;
  const since = firstWritten();
  if (since !== null) remember('tapped', since);
}
