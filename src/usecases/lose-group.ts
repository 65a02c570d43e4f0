import { sql } from 'kysely';
import { askAnew } from './ask-anew.js';
import { announce, type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

/**
 * The bot was taken out of a group, or the group is gone: editors are asked one by one from now on, also about what is open, and admins
 * are told once. Let in again, the bot asks there again.
 */
export async function loseGroup(desk: Desk, chatId: string): Promise<void> {
  await transact(desk, async (tx) => {
    const { rows: clients } = await sql<{ id: string }>`
      update client set editors_chat_id = null, lost_editors_chat_id = ${chatId} where editors_chat_id = ${chatId}
      returning id`.execute(tx.sql);
    await sql`update card set gone_at = ${tx.now} where chat_id = ${chatId} and gone_at is null`.execute(tx.sql);
    for (const { id: clientId } of clients) {
      await askAnew(tx, clientId);
      await tellAdmins(tx, clientId, 'told-group-lost');
      const after = { editorsChatId: null };
      await recordEvent(tx, { clientId, postId: null, memberId: null, what: 'client.group_lost', after });
    }
  });
}

async function tellAdmins(tx: Tx, clientId: string, key: string): Promise<void> {
  const { rows } = await sql<{ chatId: string; language: string; brand: string }>`
    select m.telegram_id as "chatId", coalesce(m.language, c.language) as language, c.name as brand
    from membership s join member m on m.id = s.member_id join client c on c.id = s.client_id
    where s.client_id = ${clientId} and s.role = 'admin' and s.removed_at is null`.execute(tx.sql);
  for (const { chatId, language, brand } of rows) {
    await announce(tx, { chatId, clientId, language, key, facts: { brand } });
  }
}
