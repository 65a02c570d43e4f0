import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import type { SourceMessage } from '../domain/source-messages.js';

/** Names a message in Telegram. */
export interface MessageName {
  readonly chatId: string;
  readonly messageId: number;
}

export interface SourceRow extends SourceMessage, MessageName {
  readonly postId: string;
  readonly album: string | null;
  readonly sentAt: Date;
  readonly fileId: string | null;
}

type Row = Omit<SourceRow, 'sentAt'>;

const columns = sql`s.chat_id as "chatId", s.message_id as "messageId", s.post_id as "postId", s.album, s.batch, s.reply, s.words,
  s.file_id as "fileId", s.medium`;

/** The messages of a chat are taken one after the other, whoever takes them. */
export async function lockChat(db: Sql, chatId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`source ${chatId}`}, 0))`.execute(db);
}

export async function sourceRow(db: Sql, { chatId, messageId }: MessageName): Promise<Row | null> {
  const { rows } = await sql<Row>`select ${columns} from source_message s
    where s.chat_id = ${chatId} and s.message_id = ${messageId}`.execute(db);
  return rows[0] ?? null;
}

export async function numberOf(db: Sql, postId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`select number from post where id = ${postId}`.execute(db);
  return rows[0]?.number ?? 0;
}

/** All messages that a post is made of, in their order. */
export async function sourcesOf(db: Sql, postId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${columns} from source_message s
    where s.post_id = ${postId} order by s.message_id`.execute(db);
  return rows;
}

/** A message of the same album that was taken already. */
export async function ofAlbum(db: Sql, chatId: string, album: string): Promise<Row | null> {
  const { rows } = await sql<Row>`select ${columns} from source_message s
    where s.chat_id = ${chatId} and s.album = ${album} order by s.message_id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** An album holds ten. */
const ALBUM_MAX = 10;
/** Telegram's apps send what is over directly behind it. */
const BEHIND_MS = 2_000;

/**
 * The message before this one, where it was of a full album that this one follows at once. An album is also full where one part of it is
 * still to come: the number that it begins with tells.
 */
export async function fullAlbumBefore(db: Sql, { chatId, messageId }: MessageName, sentAt: Date): Promise<Row | null> {
  const { rows } = await sql<Row & { full: boolean }>`select ${columns},
      (select count(*) = ${ALBUM_MAX} or (count(*) = ${ALBUM_MAX - 1} and min(a.message_id) = ${messageId - ALBUM_MAX}) from source_message a
       where a.chat_id = s.chat_id and a.album = s.album) as full
    from source_message s where s.chat_id = ${chatId} and s.message_id < ${messageId}
      and s.sent_at >= ${new Date(sentAt.getTime() - BEHIND_MS)}
    order by s.message_id desc limit 1`.execute(db);
  const [before] = rows;
  return before?.full && before.album !== null ? before : null;
}

/** Remembers a message, or what it says since it was edited. */
export async function keepSource(db: Sql, source: SourceRow): Promise<void> {
  const { chatId, messageId, postId, album, batch, reply, sentAt, words, fileId, medium } = source;
  await sql`insert into source_message (chat_id, message_id, post_id, album, batch, reply, sent_at, words, file_id, medium)
    values (${chatId}, ${messageId}, ${postId}, ${album}, ${batch}, ${reply}, ${sentAt}, ${JSON.stringify(words)}::jsonb,
      ${fileId}, ${medium})`.execute(db);
}

export async function changeSource(db: Sql, { chatId, messageId, words, fileId, medium }: Row): Promise<void> {
  await sql`update source_message set words = ${JSON.stringify(words)}::jsonb, file_id = ${fileId}, medium = ${medium}
    where chat_id = ${chatId} and message_id = ${messageId}`.execute(db);
}
