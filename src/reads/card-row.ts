import { sql } from 'kysely';
import type { CardKind } from '../db/entities/card.js';
import type { Role } from '../domain/post.js';
import type { Sql } from '../db/sql.js';

/** A card as its sender needs it: what it shows, where, and to whom. */
export interface CardRow {
  readonly id: string;
  readonly clientId: string;
  readonly kind: CardKind;
  readonly subjectId: string;
  /** Null where it is about a whole client. */
  readonly postId: string | null;
  readonly chatId: string;
  readonly language: string;
  readonly messageId: string | null;
  readonly shownHash: string | null;
  /** Its chat cannot be written to any more. */
  readonly gone: boolean;
  /** Whose private chat it is in, and what they may do; both null in a group. */
  readonly viewerId: string | null;
  readonly viewerRole: Role | null;
  /** Whose clock it shows: the viewer's own, or the client's. */
  readonly zone: string;
}

const columns = sql`k.id, k.client_id as "clientId", k.kind, k.subject_id as "subjectId", k.post_id as "postId", k.chat_id as "chatId", k.language,
  k.message_id as "messageId", k.shown_hash as "shownHash", k.gone_at is not null as gone, m.id as "viewerId", s.role as "viewerRole",
  coalesce(m.zone, c.zone) as zone
  from card k join client c on c.id = k.client_id left join member m on m.telegram_id = k.chat_id
  left join membership s on s.member_id = m.id and s.client_id = k.client_id and s.removed_at is null`;

export async function cardRow(db: Sql, cardId: string): Promise<CardRow | null> {
  const { rows } = await sql<CardRow>`select ${columns} where k.id = ${cardId}`.execute(db);
  return rows[0] ?? null;
}

/** The card that a message shows now; null for a message that shows none, or not any more. */
export async function cardAt(db: Sql, chatId: string, messageId: string): Promise<CardRow | null> {
  const { rows } = await sql<CardRow>`select ${columns}
    where k.chat_id = ${chatId} and k.message_id = ${messageId}`.execute(db);
  return rows[0] ?? null;
}

/** The message that shows a post's own card in this chat, to be answered. */
export async function postCardMessage(db: Sql, postId: string, chatId: string): Promise<string | null> {
  const { rows } = await sql<{ messageId: string | null }>`select k.message_id as "messageId" from card k
    where k.kind = 'post' and k.subject_id = ${postId} and k.chat_id = ${chatId}`.execute(db);
  return rows[0]?.messageId ?? null;
}

/** Is a card on its way to this chat whose message is not known yet? People can be quicker than the answer to our own request. */
export async function cardUnderWay(db: Sql, chatId: string): Promise<boolean> {
  const { rows } = await sql`select k.id from card k join delivery d on d.card_id = k.id
    where k.chat_id = ${chatId} and k.message_id is null and d.state = 'publishing' limit 1`.execute(db);
  return rows.length > 0;
}
