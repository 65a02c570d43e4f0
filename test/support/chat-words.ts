import type { MessageView } from '../../src/sandbox/telegram/people-api.js';

/** Fits a message that says all of this, in its text or caption. */
export function says(...words: readonly string[]): (message: MessageView) => boolean {
  return ({ text, caption }) => words.every((word) => (text ?? caption ?? '').includes(word));
}

/** All buttons of a message, in order. */
export function buttonsOf(message: MessageView): string[] {
  return message.buttons.flat().map(({ text }) => text);
}
