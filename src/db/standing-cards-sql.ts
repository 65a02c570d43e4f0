import { type RawBuilder, sql } from 'kysely';
import type { Sql } from './sql.js';
import { insertNotices } from './notices-sql.js';

/** Cards that stand as long as something is so. */
interface StandingCards {
  readonly kind: 'held' | 'account';
  /** A query for what there is to tell: `id`, `client_id`, and a `signature` of what is shown. */
  readonly subjects: RawBuilder<unknown>;
  /** Where it is told, for a client `c`. */
  readonly chats: RawBuilder<unknown>;
}

/** Each subject has one card in each chat, shown anew when its signature changes, and once more when it is over. Returns the client of each card that was told. */
export async function tellStandingCards(
  trx: Sql,
  { kind, subjects, chats }: StandingCards,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ client_id: string }>`
    with h as (${subjects}), told as (
      insert into card (id, client_id, kind, subject_id, chat_id, language, signature, created_at)
      select gen_random_uuid(), h.client_id, ${kind}, h.id, r.chat_id, r.language, h.signature, ${now}
      from h join client c on c.id = h.client_id cross join ${chats} r
      on conflict (kind, subject_id, chat_id) do update set signature = excluded.signature
        where card.signature is distinct from excluded.signature
      returning id, client_id
    ), settled as (
      update card k set signature = null where k.kind = ${kind} and k.signature is not null
        and not exists (select from h where h.id = k.subject_id)
      returning id, client_id
    ), noted as (${insertNotices(sql`(table told union all table settled) k`, now)})
    select client_id from told union all select client_id from settled`.execute(trx);
  return rows.map((row) => row.client_id);
}
