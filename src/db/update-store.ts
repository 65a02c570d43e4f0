import { type RawBuilder, sql } from 'kysely';
import type { StoredUpdate, UpdateStore } from '../ports.js';
import { type Run, unprepared } from './prepared.js';
import type { Sql } from './sql.js';

/** A chat with more waiting gets the rest when these are done. */
const OF_ONE_CHAT = 20;
/** A disk must not fill while no bot runs, whoever writes to it. */
const WAITING_MAX = 100_000;

interface UpdateStoreOptions {
  /** Of this process, as long as it lives. */
  readonly lease: string;
  readonly leaseMs: number;
  /** For the statement that Telegram waits for. */
  readonly run?: Run;
  /** How many may wait; with several processes that store, some more. */
  readonly waitingMax?: number;
}

/**
 * The stored updates. Whoever takes a chat locks its oldest open update first, so that no two processes have a part of one chat each:
 * the lock is passed over by others, and the lease that it leaves keeps them away.
 */
export function createUpdateStore(
  db: Sql,
  { lease, leaseMs, run = unprepared(db), waitingMax = WAITING_MAX }: UpdateStoreOptions,
): UpdateStore {
  const until = sql`now() + ${leaseMs} * interval '1 millisecond'`;
  // So many more may come before it is counted again: counting a long line for each that joins it would make it longer.
  let room = 0;
  return {
    leaseMs,
    async keep({ id, chatId, body }) {
      if (room <= 0) room = waitingMax - (await countWaiting(db, waitingMax));
      if (room <= 0) return false;
      room -= 1;
      await run(
        'keep_update',
        sql`insert into telegram_update (update_id, chat_id, body)
        values (${id}, ${chatId}, ${JSON.stringify(body)}::jsonb) on conflict do nothing`,
      );
      return true;
    },
    async claim(chats) {
      const { rows } = await sql<{ update_id: string; body: unknown; tries: number }>`
        with oldest as materialized (
          select distinct on (chat_id) update_id from telegram_update where done_at is null order by chat_id, update_id
        ), mine as materialized (
          select u.chat_id from telegram_update u
          where u.update_id in (select update_id from oldest) and u.done_at is null
            and (u.lease = ${lease} or ${free('u')})
            and exists (select from telegram_update w where w.chat_id = u.chat_id and w.done_at is null and ${free('w')})
            and not exists (select from telegram_update o
              where o.chat_id = u.chat_id and o.done_at is null and o.lease <> ${lease} and o.leased_until >= now())
          order by u.update_id limit ${chats} for update skip locked
        ), taken as (
          select l.update_id from mine m cross join lateral (
            select w.update_id from telegram_update w where w.chat_id = m.chat_id and w.done_at is null and ${free('w')}
            order by w.update_id limit ${OF_ONE_CHAT}) l
        )
        update telegram_update t set lease = ${lease}, leased_until = ${until}, tries = t.tries + 1
        from taken where t.update_id = taken.update_id returning t.update_id, t.body, t.tries`.execute(db);
      return rows.map(toStored).toSorted((a, b) => a.id - b.id);
    },
    async extend() {
      await sql`update telegram_update set leased_until = ${until} where lease = ${lease} and done_at is null`.execute(
        db,
      );
    },
    async finish(ids) {
      await sql`update telegram_update set done_at = now(), body = null
        where update_id = any(${[...ids]}::bigint[])`.execute(db);
    },
    async release() {
      await sql`update telegram_update set lease = null where lease = ${lease} and done_at is null`.execute(db);
    },
  };
}

async function countWaiting(db: Sql, max: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int from (select from telegram_update where done_at is null limit ${max}) waiting`.execute(db);
  return rows[0]?.count ?? 0;
}

function toStored({ update_id: id, body, tries }: { update_id: string; body: unknown; tries: number }): StoredUpdate {
  return { id: Number(id), body, tries };
}

function free(row: string): RawBuilder<unknown> {
  return sql`(${sql.ref(`${row}.lease`)} is null or ${sql.ref(`${row}.leased_until`)} < now())`;
}
