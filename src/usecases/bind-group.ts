import { sql } from 'kysely';
import { Member } from '../db/entities/member.js';
import { Refusal } from '../domain/refusal.js';
import { askAnew } from './ask-anew.js';
import { adminIn } from './change-post.js';
import { askTelegram } from './connect-chat.js';
import { announce, clientOf, type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

export interface GroupBinding {
  readonly clientId: string;
  readonly memberId: string;
  /** Null: editors are asked one by one. */
  readonly chatId: string | null;
  /** The person knows that the editors of another client are asked there until now, and is an admin of both. */
  readonly takeOver?: boolean;
}

/**
 * An admin chooses the group in which the client's editors are asked, or none. What is open is asked there at once, and the group before
 * is told nothing more. A group belongs to one client. Refused with `group_not_there` unless Telegram says that the admin is in it: the chat
 * may be anybody's, also the channel of another client, for what a button carries is only what somebody sent.
 */
export async function bindGroup(desk: Desk, request: GroupBinding): Promise<void> {
  const { clientId, memberId, chatId, takeOver = false } = request;
  if (chatId !== null) await refuseForeign(desk, { clientId, memberId, chatId });
  await transact(desk, async (tx) => {
    const clients = await lockClients(tx, clientId, chatId);
    await adminIn(tx, clientId, memberId);
    if (chatId !== null) await refusePublic(tx, clientId, chatId);
    const others = clients.filter(({ id }) => id !== clientId);
    for (const { id } of others) {
      if (!takeOver) throw new Refusal('group_taken');
      await adminIn(tx, id, memberId);
      await move(tx, { clientId: id, from: chatId, to: null, memberId });
    }
    const from = clients.find(({ id }) => id === clientId)?.chatId ?? null;
    if (from === chatId) return;
    await move(tx, { clientId, from, to: chatId, memberId });
    if (chatId !== null) await greet(tx, clientId, chatId);
  });
}

async function refuseForeign(
  desk: Desk,
  { clientId, memberId, chatId }: { clientId: string; memberId: string; chatId: string },
): Promise<void> {
  const telegramId = await transact(desk, async (tx) => {
    await adminIn(tx, clientId, memberId);
    return (await tx.em.findOneOrFail(Member, memberId)).telegramId;
  });
  const isThere = await askTelegram(desk, (admission, signal) => admission.hasMember(chatId, telegramId, signal));
  if (!isThere) throw new Refusal('group_not_there');
}

/** Anybody may be in a group that another client publishes to. */
async function refusePublic(tx: Tx, clientId: string, chatId: string): Promise<void> {
  const { rows } = await sql`select from social_account where platform = 'telegram' and external_id = ${chatId}
    and client_id <> ${clientId} and state <> 'disconnected' limit 1`.execute(tx.sql);
  if (rows.length > 0) throw new Refusal('group_taken');
}

interface LockedClient {
  readonly id: string;
  readonly chatId: string | null;
}

/** This one, and whoever is asked in that group; in the order of their ids, so that two moves do not wait for each other. */
async function lockClients(tx: Tx, clientId: string, chatId: string | null): Promise<LockedClient[]> {
  // A group that is nobody's yet has no row to be locked by.
  if (chatId !== null) await sql`select pg_advisory_xact_lock(hashtext(${`group ${chatId}`}))`.execute(tx.sql);
  const { rows } = await sql<LockedClient>`
    select id, editors_chat_id as "chatId" from client where id = ${clientId} or editors_chat_id = ${chatId}
    order by id for update`.execute(tx.sql);
  return rows;
}

interface Move {
  readonly clientId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly memberId: string;
}

async function move(tx: Tx, { clientId, from, to, memberId }: Move): Promise<void> {
  await sql`update client set editors_chat_id = ${to}, lost_editors_chat_id = null where id = ${clientId}`.execute(
    tx.sql,
  );
  await sql`update card set gone_at = ${tx.now}
    where client_id = ${clientId} and chat_id = ${from} and gone_at is null`.execute(tx.sql);
  await askAnew(tx, clientId);
  const what = { clientId, postId: null, memberId, what: 'client.group' };
  await recordEvent(tx, { ...what, before: { editorsChatId: from }, after: { editorsChatId: to } });
}

async function greet(tx: Tx, clientId: string, chatId: string): Promise<void> {
  const { name: brand, language } = await clientOf(tx, clientId);
  await announce(tx, { chatId, clientId, language, key: 'told-group-bound', facts: { brand } });
}
