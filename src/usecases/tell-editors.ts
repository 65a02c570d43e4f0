import { announce, type Tx } from './desk.js';
import { reviewChats } from './open-review.js';

export interface EditorsNews {
  readonly clientId: string;
  readonly key: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** Where it is known already. */
  readonly exceptChatId: string;
}

/** Tells everybody who decides, where they are asked: their group, else each of them. */
export async function tellEditors(tx: Tx, { clientId, key, facts, exceptChatId }: EditorsNews): Promise<void> {
  for (const { chatId, language } of await reviewChats(tx, clientId)) {
    if (chatId !== exceptChatId) await announce(tx, { chatId, clientId, language, key, facts });
  }
}
