import { Migration } from '@mikro-orm/migrations';

/** Telegram's limits, chats that cannot be written to, and what the author is told once. */
export class Notices extends Migration {
  override up(): void {
    this.addSql(`
-- What the bot sent lately in one chat, or over all, and what it has promised to send: milliseconds since 1970, oldest first. One row for
-- all processes. What is lost of it costs a "too many requests" and nothing else, so it is not worth the log of a crash.
create unlogged table send_pace (
  lane text primary key,
  sent bigint[] not null default '{}',
  promised bigint[] not null default '{}',
  -- Telegram itself said how long.
  shut_until bigint not null default 0
) with (fillfactor = 50);

-- Quiet hours are minutes of the day in the member's own zone, else the client's.
alter table member add column if not exists quiet_from smallint;
alter table member add column if not exists quiet_to smallint;
alter table member add column if not exists zone text;
-- Since when the person has blocked the bot; and when they were last told how posts went, so that the next ones are told together.
alter table member add column bot_blocked_at timestamptz;
alter table member add column told_at timestamptz;

-- The bot was taken out of this group; let in again, it asks there again.
alter table client add column lost_editors_chat_id text;
alter table card add column gone_at timestamptz;

-- Something of the post has come to an end, and its author may have to be told; and what they were told last.
alter table post add column outcome_at timestamptz;
alter table post add column outcome_told text;
create index post_outcome on post (outcome_at) where outcome_at is not null;
`);
  }
}
