import type { RichText } from '../rich-text.js';
import { callbackData, type Verb } from '../callback-data.js';

export type Button =
  | { readonly text: string; readonly callback_data: string }
  /** Opens a page, or somebody in Telegram. */
  | { readonly text: string; readonly url: string };
export type Keyboard = readonly (readonly Button[])[];

/** A message with something to choose from. */
export interface List {
  readonly body: RichText;
  readonly keyboard: Keyboard;
}

/** A card as it is to be shown. */
export interface CardView extends List {
  /** Decided: it asks nobody any more, and is not worth a message where it was never shown. */
  readonly settled: boolean;
  /** Names what is asked, where the same card may have to ask again: it is asked by a new message then. */
  readonly question?: string;
}

/** Buttons about one subject, as it was when they were shown. */
export function buttonsFor(id: string, version: number) {
  return (verb: Verb, text: string, arg?: string): Button => ({
    text,
    callback_data: callbackData(verb, id, version, arg),
  });
}

/** The names of some accounts say already where they are. */
export function accountOn(network: string, account: string): string {
  return account.includes(network) ? account : `${account} (${network})`;
}

/** What a card shows, by the clock of those who look at it. */
export function byClockOf<T extends { readonly zone: string }>({ zone }: { readonly zone: string }, shown: T): T {
  return { ...shown, zone };
}

/** Rows without anything in them are left out. */
export function rows(...all: readonly (readonly (Button | false | null)[])[]): Keyboard {
  return all.map((row) => row.filter((button) => button !== false && button !== null)).filter((row) => row.length > 0);
}

/** As the Bot API takes it; without buttons it takes the keyboard away. */
export function inlineMarkup(keyboard: Keyboard) {
  return { inline_keyboard: keyboard.map((row) => row.map((button) => ({ ...button }))) };
}
