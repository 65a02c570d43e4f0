import { VERBS, type Verb } from '../../bot/callback-data.js';
import type { MessageView, TapView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import type { DeskApp } from '../support/desk-app.js';
import { until } from '../support/until.js';

/** Those who act, and where. */
export type People = Pick<DeskApp, 'author' | 'editor' | 'chats'>;

/** Taps the button that asks for this, whatever it says in whichever language. */
export async function tap(person: Person, message: MessageView, verb: Verb): Promise<TapView['answer']> {
  const data = buttonFor(message, verb);
  if (!data) throw new Error(`No button to ${verb} on: ${message.text}\n${JSON.stringify(message.buttons)}`);
  return person.tap(message, data);
}

export function offers(message: MessageView, verb: Verb): boolean {
  return buttonFor(message, verb) !== undefined;
}

function buttonFor(message: MessageView, verb: Verb): string | undefined {
  const fits = ({ data }: { data: string | null }) => data?.split(':')[0] === VERBS[verb];
  return message.buttons.flat().find(fits)?.data ?? undefined;
}

/** From now on the desk speaks this language with that person. */
export async function speak({ chats }: Pick<People, 'chats'>, person: Person, language: string): Promise<void> {
  const { id } = await person.send(chats.bot, '/settings');
  const menu = await person.waitFor(chats.bot, (message) => message.id > id && offers(message, 'setOwn'));
  await person.tap(menu, language);
  await person.waitFor(chats.bot, (message) => message.id === menu.id && message.text !== menu.text);
}

/** The author writes something; returns the card of the draft. */
export async function draft({ author, chats }: People, text: string): Promise<MessageView> {
  const sent = await author.send(chats.bot, text);
  return author.waitFor(chats.bot, (message) => message.id > sent.id && offers(message, 'submit'));
}

/** From a draft's card to the review card in the editors' group. */
export async function submit(desk: People, card: MessageView): Promise<MessageView> {
  const before = (await desk.editor.messages(desk.chats.editors)).at(-1)?.id ?? 0;
  await tap(desk.author, card, 'submit');
  return desk.editor.waitFor(desk.chats.editors, (message) => message.id > before && offers(message, 'approve'));
}

/** The post that is live in the channel with this text. */
export async function waitLive({ author, chats }: People, text: string): Promise<MessageView> {
  return author.waitFor(chats.channel, (message) => (message.text ?? message.caption) === text);
}

/** The author's card once it says something that fits. */
export async function cardSays({ author, chats }: People, card: MessageView, fits: RegExp): Promise<MessageView> {
  return author.waitFor(chats.bot, (message) => message.id === card.id && fits.test(message.text ?? ''));
}

/** The bot's question to this person below the given message, to be replied to. */
export async function promptTo(person: Person, below: MessageView): Promise<MessageView> {
  return person.waitFor(below.chatId, ({ id, forceReply }) => id > below.id && forceReply !== null);
}

/**
 * The menu that this verb opens on a card, once it offers the choice. A card that has something new to say closes the menu that was open on
 * it: then it is opened again.
 */
export async function openMenu(person: Person, card: MessageView, verb: Verb, choice: Verb): Promise<MessageView> {
  let shown = card;
  await until(`the menu to ${choice} is open`, async () => {
    shown = await person.waitFor(card.chatId, ({ id }) => id === card.id);
    if (!offers(shown, choice) && offers(shown, verb)) await tap(person, shown, verb);
    return offers(shown, choice);
  });
  return shown;
}
