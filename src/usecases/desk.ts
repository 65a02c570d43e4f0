import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { Client } from '../db/entities/client.js';
import type { Sql } from '../db/sql.js';
import { applyAt } from '../db/delivery-write.js';
import { insertNotices, noticesDue, noticesForCards } from '../db/notices-sql.js';
import type { DeliveryEvent } from '../domain/delivery.js';
import type { Role } from '../domain/post.js';
import { WAIT_BOUND_MS } from '../domain/delivery-step.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { Clock, Ids, Log, MediaRoom, Vault, Wake, WebFiles } from '../ports.js';

/** What every use case works with. */
export interface Desk {
  readonly orm: MikroORM;
  readonly platforms: PlatformRegistry;
  readonly media: MediaRoom;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly wake: Wake;
  readonly log: Log;
  /** What whoever asks may be at most, whatever their membership says: the role of their API token. */
  readonly roleAtMost?: Role;
  /** Absent where nothing is fetched from web addresses. */
  readonly webFiles?: WebFiles;
  /** Where people reach the web pages of this desk, without a slash at the end; null where there are none. */
  readonly webAddress?: () => string | null;
}

/** One transaction of one use case. What it makes due is rung after the commit, never inside. */
export interface Tx {
  readonly em: EntityManager;
  readonly sql: Sql;
  readonly now: Date;
  readonly roleAtMost?: Role;
  /** Rings for this delivery once the transaction is committed. */
  ringLater(deliveryId: string, at: Date): void;
}

export async function transact<T>(desk: Desk, work: (tx: Tx) => Promise<T>): Promise<T> {
  const rings: [string, Date][] = [];
  const result = await desk.orm.em.fork().transactional((em) =>
    work({
      em,
      sql: sqlOf(em),
      now: desk.clock.now(),
      ...(desk.roleAtMost && { roleAtMost: desk.roleAtMost }),
      ringLater: (id, at) => rings.push([id, at]),
    }),
  );
  for (const [id, at] of rings) desk.wake.ring(id, at);
  return result;
}

/** The statements of this entity manager, within its transaction if it has one. */
export function sqlOf(em: EntityManager): Sql {
  return em.getKysely();
}

/** A connection outside any transaction. */
export function sqlOutside(desk: Desk): Sql {
  return sqlOf(desk.orm.em.fork());
}

/**
 * Every card of the post shows what is true now, or, where more of the same may follow at once, then. Flush first: the notices are
 * written behind the entity manager's back.
 */
export async function touchCards(tx: Tx, postId: string, calmAt: Date | null = null): Promise<void> {
  await tx.em.flush();
  const { rows } = await sql<{ id: string }>`
    with p as materialized (select id as post_id from post where id = ${postId} for update),
    ${noticesForCards(sql`(select post_id from p)`, tx.now, calmAt)}
    ${noticesDue}`.execute(tx.sql);
  for (const { id } of rows) tx.ringLater(id, calmAt ?? tx.now);
}

/** This card, which is about no single post, shows what is true now. */
export async function touchCard(tx: Tx, cardId: string): Promise<void> {
  const { rows } = await insertNotices(sql`card k where k.id = ${cardId}`, tx.now).execute(tx.sql);
  for (const { id } of rows) tx.ringLater(id, tx.now);
}

/** A step of a delivery from exactly this version; false where it is outdated or not allowed. */
export async function moveDelivery(
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  event: DeliveryEvent,
  memberId: string | null,
): Promise<boolean> {
  const written = await applyAt(tx.sql, id, version, event, tx.now, memberId);
  for (const due of written?.due ?? []) tx.ringLater(due, tx.now);
  return written !== null;
}

/** A message that is said once: a text key with its facts, to one chat. */
export interface Announcement {
  readonly chatId: string;
  readonly clientId: string;
  readonly language: string;
  readonly key: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** Said first, to who works for several and could not tell. */
  readonly brand?: string;
  /** Answers the card of this post in that chat, where there is one. */
  readonly postId?: string;
}

export async function announce(tx: Tx, what: Announcement): Promise<void> {
  const { clientId, ...payload } = what;
  const { rows } = await sql<{ id: string }>`
    insert into delivery (kind, client_id, payload, state, due_at, give_up_at, repeatable, created_at, updated_at)
    values ('notice', ${clientId}, ${JSON.stringify(payload)}::jsonb, 'scheduled', ${tx.now}, ${giveUpAt(tx.now)}, true,
      ${tx.now}, ${tx.now}) returning id`.execute(tx.sql);
  for (const { id } of rows) tx.ringLater(id, tx.now);
}

export function giveUpAt(dueAt: Date): Date {
  return new Date(dueAt.getTime() + WAIT_BOUND_MS);
}

export async function clientOf(tx: Tx, clientId: string): Promise<Client> {
  return tx.em.findOneOrFail(Client, clientId);
}
