import { sql } from 'kysely';
import { SocialAccount } from '../db/entities/social-account.js';
import { PlatformError } from '../domain/failure.js';
import { Refusal } from '../domain/refusal.js';
import { type Admission, type Admitted, CHAT_RIGHTS, type ChatKind, type ChatRight } from '../platforms/platform.js';
import { adminIn } from './change-post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';
import { releaseQueue } from './release-queue.js';

export interface ChatRequest {
  readonly clientId: string;
  readonly memberId: string;
  /** Of Telegram. */
  readonly chatId: string;
}

export interface ConnectedChat {
  readonly accountId: string;
  readonly title: string;
  readonly brand: string;
  /** False where the client had it already. */
  readonly isNew: boolean;
}

export type { ChatKind, ChatRight };
export type OpenChat = Extract<Admitted, { is: 'open' }>;

const PLATFORM = 'telegram';
/** A person waits for it. */
const PATIENCE_MS = 20_000;

/**
 * Connects a channel or group of Telegram, by Telegram's own word: the bot has every right that it needs there, and whoever asks looks after the
 * chat as well as after the client. Refused with `chat_closed`, `chat_rights` (what is `missing`), `chat_admins_only`, or `chat_taken`:
 * a chat is one client's.
 */
export async function connectChat(desk: Desk, request: ChatRequest): Promise<ConnectedChat> {
  const { clientId, memberId } = request;
  const telegramId = await transact(desk, async (tx) => {
    await adminIn(tx, clientId, memberId);
    const { rows } = await sql<{ id: string }>`select telegram_id as id from member where id = ${memberId}`.execute(
      tx.sql,
    );
    return rows[0]?.id;
  });
  const chat = await openChat(desk, request.chatId);
  const { title } = chat;
  if (telegramId === undefined || !chat.adminIds.includes(telegramId)) throw new Refusal('chat_admins_only', { title });
  const connected = await transact(desk, (tx) => keep(desk, tx, request, chat));
  if (!connected.isNew) await releaseQueue(desk, connected.accountId, memberId);
  return connected;
}

/** The chat as Telegram shows it, where the bot may do there all that is needed; refused with what is missing otherwise. */
export async function openChat(
  desk: Desk,
  chatId: string,
  needed: readonly ChatRight[] = CHAT_RIGHTS,
): Promise<OpenChat> {
  const chat = await askTelegram(desk, (admission, signal) => admission.look(chatId, signal));
  if (chat.is === 'closed') throw new Refusal('chat_closed');
  const { kind, title } = chat;
  const missing = chat.missing.filter((right) => needed.includes(right));
  if (missing.length > 0) throw new Refusal('chat_rights', { kind, title, missing: missing.join(',') });
  return chat;
}

export async function askTelegram<T>(
  desk: Desk,
  ask: (admission: Admission, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { admission } = desk.platforms.get(PLATFORM);
  if (!admission) throw new Refusal('chat_closed');
  try {
    return await ask(admission, AbortSignal.timeout(PATIENCE_MS));
  } catch (thrown) {
    if (thrown instanceof PlatformError) throw new Refusal('credentials', { reason: 'chat_no_answer' });
    throw thrown;
  }
}

async function keep(desk: Desk, tx: Tx, { clientId, memberId }: ChatRequest, chat: OpenChat): Promise<ConnectedChat> {
  const { chatId, title, username } = chat;
  await adminIn(tx, clientId, memberId);
  await refuseTaken(tx, { clientId, memberId, chatId });
  const { rows: made } = await sql`
    insert into social_account (id, client_id, platform, name, username, external_id, state, created_at)
    values (${desk.ids.uuid()}, ${clientId}, ${PLATFORM}, ${title}, ${username}, ${chatId}, 'connected', ${tx.now})
    on conflict (client_id, platform, external_id) do nothing returning id`.execute(tx.sql);
  const account = await tx.em.findOneOrFail(SocialAccount, { clientId, platform: PLATFORM, externalId: chatId });
  await sql`update social_account set name = ${title}, username = ${username}, state = 'connected'
    where id = ${account.id}`.execute(tx.sql);
  const isNew = made.length > 0;
  const what = isNew ? 'account.connected' : 'account.reconnected';
  const after = { accountId: account.id, platform: PLATFORM, username };
  await recordEvent(tx, { clientId, postId: null, memberId, what, after });
  const { rows: clients } = await sql<{ name: string }>`select name from client where id = ${clientId}`.execute(tx.sql);
  return { accountId: account.id, title, brand: clients[0]?.name ?? '', isNew };
}

/** Two who connect one chat for two clients come one after the other. Whose it is, is told only to those who work there. */
async function refuseTaken(tx: Tx, { clientId, memberId, chatId }: ChatRequest): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`chat:${chatId}`}, 0))`.execute(tx.sql);
  const { rows } = await sql<{ brand: string; known: boolean }>`
    select c.name as brand, exists (select from membership s
      where s.client_id = c.id and s.member_id = ${memberId} and s.removed_at is null) as known
    from social_account a join client c on c.id = a.client_id
    where a.platform = ${PLATFORM} and a.external_id = ${chatId} and a.client_id <> ${clientId}
      and a.state <> 'disconnected' limit 1`.execute(tx.sql);
  const [owner] = rows;
  if (owner) throw new Refusal('chat_taken', owner.known ? { brand: owner.brand } : {});
}
