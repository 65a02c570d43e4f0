import { sql } from 'kysely';
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
    if (chatId === exceptChatId) continue;
    const brand = await brandFor(tx, clientId, chatId);
    await announce(tx, { chatId, clientId, language, key, facts, ...(brand !== null && { brand }) });
  }
}

/** The client's name where its editor works for others, too, and is asked in private. */
async function brandFor(tx: Tx, clientId: string, chatId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select c.name from client c join member m on m.telegram_id = ${chatId} where c.id = ${clientId}
      and (select count(*) from membership s where s.member_id = m.id and s.removed_at is null) > 1`.execute(tx.sql);
  return rows[0]?.name ?? null;
}
