import { sql } from 'kysely';
import { insertNotices } from '../db/notices-sql.js';
import { announce, type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';

/** The bot was let into a group: where editors were asked there before, they are again, unless an admin chose another one meanwhile. */
export async function regainGroup(desk: Desk, chatId: string): Promise<void> {
  await transact(desk, async (tx) => {
    const { rows } = await sql<{ id: string; name: string; language: string }>`
      update client set editors_chat_id = ${chatId}, lost_editors_chat_id = null
      where lost_editors_chat_id = ${chatId} and editors_chat_id is null returning id, name, language`.execute(tx.sql);
    for (const { id: clientId, name: brand, language } of rows) {
      const after = { editorsChatId: chatId };
      await recordEvent(tx, { clientId, postId: null, memberId: null, what: 'client.group_regained', after });
      await announce(tx, { chatId, clientId, language, key: 'told-group-back', facts: { brand } });
    }
    const notices = await sql<{ id: string }>`
      with k as (
        update card set gone_at = null where chat_id = ${chatId} and gone_at is not null returning id, client_id
      )
      ${insertNotices(sql`k`, tx.now)}`.execute(tx.sql);
    for (const { id } of notices.rows) tx.ringLater(id, tx.now);
  });
}
