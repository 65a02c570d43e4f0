import type { PeopleClient } from '../../src/sandbox/telegram/people-client.js';

/** What these people wrote or were shown, as far as it is long enough to be told from words of our own. */
export async function said(people: PeopleClient, members: readonly number[]): Promise<string[]> {
  const texts = new Set<string>();
  for (const id of members) {
    for (const chat of await people.as(id).chats()) {
      for (const message of await people.as(id).messages(chat.id)) texts.add(message.text ?? message.caption ?? '');
    }
  }
  return [...texts].filter((text) => text.length > 8);
}
