import { sql } from 'kysely';
import { insertNotices } from '../db/notices-sql.js';
import { type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';

/**
 * A group became a supergroup: everything that names it follows to the new id. Messages stay behind in the old one, whose numbers mean
 * others in the new; so cards forget theirs, and what asks somebody is shown anew.
 */
export async function followChat(desk: Desk, from: string, to: string): Promise<void> {
  await transact(desk, async (tx) => {
    const { rows: clients } = await sql<{ id: string }>`
      update client set editors_chat_id = ${to} where editors_chat_id = ${from} returning id`.execute(tx.sql);
    for (const { id: clientId } of clients) {
      const what = { clientId, postId: null, memberId: null, what: 'client.group_moved' };
      await recordEvent(tx, { ...what, before: { editorsChatId: from }, after: { editorsChatId: to } });
    }
    await sql`update client set lost_editors_chat_id = ${to} where lost_editors_chat_id = ${from}`.execute(tx.sql);
    await sql`update social_account a set external_id = ${to} where a.platform = 'telegram' and a.external_id = ${from}
      and not exists (select from social_account b
        where b.client_id = a.client_id and b.platform = a.platform and b.external_id = ${to})`.execute(tx.sql);
    await sql`update dialogue q set chat_id = ${to}, prompt_message_id = null where q.chat_id = ${from}
      and not exists (select from dialogue o where o.chat_id = ${to} and o.member_id = q.member_id)`.execute(tx.sql);
    await sql`update delivery set payload = jsonb_set(payload, '{chatId}', to_jsonb(${to}::text))
      where kind = 'notice' and state in ('scheduled', 'waiting', 'publishing') and payload ->> 'chatId' = ${from}`.execute(
      tx.sql,
    );
    const { rows } = await sql<{ id: string }>`
      with moved as (
        update card k set chat_id = ${to}, message_id = null, shown_hash = null where k.chat_id = ${from}
          and not exists (select from card o
            where o.kind = k.kind and o.subject_id = k.subject_id and o.chat_id = ${to})
        returning k.id, k.client_id, k.kind
      )
      ${insertNotices(sql`moved k where k.kind <> 'post'`, tx.now)}`.execute(tx.sql);
    for (const { id } of rows) tx.ringLater(id, tx.now);
  });
}
