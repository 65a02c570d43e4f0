import { sql } from 'kysely';
import { type ChatKind, type ChatRight, PUBLISHING_RIGHTS } from '../platforms/platform.js';
import type { Failure } from '../domain/failure.js';
import { type Desk, transact } from './desk.js';
import { recordEvent } from './record-event.js';
import { releaseQueue } from './release-queue.js';

/** What Telegram says about the bot's place in a channel or group that may be somebody's account. */
export interface ChatPlace {
  readonly chatId: string;
  readonly kind: ChatKind;
  /** A `ChatMember`: the bot's own. */
  readonly place: unknown;
  /** Who changed it, by Telegram id. */
  readonly byTelegramId: string;
}

/** Stands in a failure's code before the rights that are missing: `rights:post,media`. */
export const RIGHTS_CODE = 'rights:';

/**
 * Rights in a chat came or went. Where the bot cannot publish any more, the account's queue stands still at once, with its card; given back
 * what was missing, it goes on by the rules of every release. Returns whether the chat is anybody's account.
 */
export async function heedChatRights(desk: Desk, at: ChatPlace): Promise<boolean> {
  const { chatId, kind, place } = at;
  const all = desk.platforms.get('telegram').admission?.missing(kind, place) ?? [];
  const missing = all.filter((right) => PUBLISHING_RIGHTS.includes(right));
  const accounts = await accountsIn(desk, chatId);
  for (const account of accounts) {
    if (missing.length > 0) await hold(desk, account.id, missing);
    else if (account.lacks)
      await releaseQueue(desk, account.id, await memberBy(desk, account.clientId, at.byTelegramId));
  }
  return accounts.length > 0;
}

interface ChatAccount {
  readonly id: string;
  readonly clientId: string;
  /** Its queue stands still because of its rights. */
  readonly lacks: boolean;
}

async function accountsIn(desk: Desk, chatId: string): Promise<ChatAccount[]> {
  return transact(desk, async (tx) => {
    const { rows } = await sql<ChatAccount>`
      select id, client_id as "clientId", coalesce(queue_held_at is not null and queue_failure ->> 'kind' = 'permission', false) as lacks
      from social_account where platform = 'telegram' and external_id = ${chatId} and state <> 'disconnected'`.execute(
      tx.sql,
    );
    return rows;
  });
}

/** A queue that stands still already learns only what is missing by now. */
async function hold(desk: Desk, accountId: string, missing: readonly ChatRight[]): Promise<void> {
  const failure: Failure = { kind: 'permission', message: '', code: `${RIGHTS_CODE}${missing.join(',')}` };
  await transact(desk, async (tx) => {
    const { rows } = await sql<{ client_id: string }>`
      update social_account set queue_held_at = coalesce(queue_held_at, ${tx.now}), queue_failure = ${JSON.stringify(failure)}::jsonb
      where id = ${accountId} and (queue_held_at is null or queue_failure ->> 'kind' = 'permission')
      returning client_id`.execute(tx.sql);
    const clientId = rows[0]?.client_id;
    if (clientId === undefined) return;
    const after = { accountId, missing };
    await recordEvent(tx, { clientId, postId: null, memberId: null, what: 'account.rights_lost', after });
  });
}

/** Null for somebody who does not work for the client. */
async function memberBy(desk: Desk, clientId: string, telegramId: string): Promise<string | null> {
  return transact(desk, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select m.id from member m join membership s on s.member_id = m.id and s.client_id = ${clientId} and s.removed_at is null
      where m.telegram_id = ${telegramId}`.execute(tx.sql);
    return rows[0]?.id ?? null;
  });
}
