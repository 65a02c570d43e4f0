import { COMMANDS } from './commands.js';
import type { Method } from './method.js';
import { BOT } from './methods-bot.js';
import { CHATTING } from './methods-chat.js';
import { EDITING } from './methods-edit.js';
import { POLLS } from './methods-poll.js';
import { SENDING } from './methods-send.js';

export const METHODS: Readonly<Record<string, Method>> = {
  ...BOT,
  ...COMMANDS,
  ...SENDING,
  ...POLLS,
  ...EDITING,
  ...CHATTING,
};

const byLowerCase = new Map(Object.keys(METHODS).map((name) => [name.toLowerCase(), name]));

/** Telegram does not mind the case of a method's name. */
export function findMethod(name: string): { name: string; method: Method } | null {
  const exact = byLowerCase.get(name.toLowerCase());
  const found = exact === undefined ? undefined : METHODS[exact];
  return exact !== undefined && found ? { name: exact, method: found } : null;
}
