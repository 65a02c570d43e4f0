import { Migration } from '@mikro-orm/migrations';

/** What several processes that hear Telegram share: the updates that came by webhook, and whose turn it is. */
export class Hearing extends Migration {
  override up(): void {
    this.addSql(`
-- Stored before Telegram is told that it was taken. The body goes when it is handled, for people paste secrets; the number stays for a
-- day, because Telegram repeats what it believes lost.
create table telegram_update (
  update_id bigint primary key,
  chat_id bigint not null,
  body jsonb,
  received_at timestamptz not null default now(),
  lease uuid,
  leased_until timestamptz,
  tries integer not null default 0,
  done_at timestamptz
);
create index telegram_update_open on telegram_update (chat_id, update_id) where done_at is null;
create index telegram_update_done on telegram_update (done_at) where done_at is not null;

-- A row, not a lock of a session: a pooler in transaction mode has no sessions.
create table turn (
  name text primary key,
  holder uuid not null,
  until timestamptz not null,
  trouble text
);
`);
  }
}
