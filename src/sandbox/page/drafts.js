/** @import { MessageView } from '../telegram/people-api.js' */
import { keyOf, state } from './store.js';

/**
 * What is written and not sent yet, in each chat of each person: switching around loses nothing.
 * @typedef {object} Draft
 * @property {string} text
 * @property {File[]} files
 * @property {boolean} asFiles whether pictures and videos go as they are
 * @property {MessageView | null} reply
 * @property {MessageView | null} editing
 * @property {boolean} isSending
 * @property {string} trouble why the last try was refused
 */

/** @type {Map<string, Draft>} */
const drafts = new Map();

/** @returns {Draft} of the chat that is open */
export function currentDraft() {
  const key = keyOf(state.place.person, state.place.chat ?? 0);
  let draft = drafts.get(key);
  if (!draft) {
    draft = { text: '', files: [], asFiles: false, reply: null, editing: null, isSending: false, trouble: '' };
    drafts.set(key, draft);
  }
  return draft;
}

/** @param {Draft} draft */
export function emptyDraft(draft) {
  Object.assign(draft, { text: '', files: [], asFiles: false, reply: null, editing: null, trouble: '' });
}
