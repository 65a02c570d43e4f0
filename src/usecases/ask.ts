import { sql } from 'kysely';
import { toDate } from '../db/sql.js';
import { type Desk, sqlOutside } from './desk.js';

/** A question of the bot that waits for an answer, one per chat and member; it survives restarts. */
export interface Question {
  readonly chatId: string;
  readonly memberId: string;
  /** For whom it was asked, whomever the member speaks for by now; null in questions of older versions. */
  readonly clientId: string | null;
  readonly question: string;
  /** Ids and versions that the answer is about. */
  readonly about: Readonly<Record<string, string | number>>;
  /** The message to be replied to; in a group only a reply to it is the answer. */
  readonly promptMessageId: string | null;
}

/** Asks; an earlier question in the same chat to the same member is forgotten. */
export async function ask(desk: Desk, it: Question): Promise<void> {
  await sql`insert into dialogue (chat_id, member_id, client_id, question, about, prompt_message_id, created_at)
    values (${it.chatId}, ${it.memberId}, ${it.clientId}, ${it.question}, ${JSON.stringify(it.about)}::jsonb, ${it.promptMessageId}, ${desk.clock.now()})
    on conflict (chat_id, member_id) do update set client_id = excluded.client_id, question = excluded.question, about = excluded.about,
      prompt_message_id = excluded.prompt_message_id, created_at = excluded.created_at`.execute(sqlOutside(desk));
}

export interface OpenQuestion extends Question {
  readonly askedAt: Date;
}

/** The open question to this member in this chat. */
export async function openQuestion(desk: Desk, chatId: string, memberId: string): Promise<OpenQuestion | null> {
  const { rows } = await sql<{
    client_id: string | null;
    question: string;
    about: Question['about'];
    prompt: string | null;
    asked_at: string;
  }>`
    select client_id, question, about, prompt_message_id as prompt, created_at as asked_at from dialogue
    where chat_id = ${chatId} and member_id = ${memberId}`.execute(sqlOutside(desk));
  const found = rows[0];
  if (!found) return null;
  const { client_id: clientId, question, about, prompt: promptMessageId, asked_at: askedAt } = found;
  return { chatId, memberId, clientId, question, about, promptMessageId, askedAt: toDate(askedAt) };
}

/** Answered, or given up; with `promptMessageId` only that question, and none that was asked since. */
export async function closeQuestion(
  desk: Desk,
  chatId: string,
  memberId: string,
  promptMessageId: string | null = null,
): Promise<void> {
  await sql`delete from dialogue where chat_id = ${chatId} and member_id = ${memberId}
    and (${promptMessageId}::text is null or prompt_message_id = ${promptMessageId})`.execute(sqlOutside(desk));
}
