import { Migration } from '@mikro-orm/migrations';

/** Accounts with credentials and queues of their own, limits that are known before a claim, and looking for what was lost. */
export class Accounts extends Migration {
  override up(): void {
    this.addSql(`
alter table social_account add column credentials text;
alter table social_account add column queue_failure jsonb;

-- Until when nothing of an app (app:<platform>) or an account (account:<id>) is worth a request. What is past stays: it is overwritten.
create table rate_limit (scope text primary key, until timestamptz not null);

-- When the network is asked next what became of it (an answer that was lost) or where it is (no address yet), how often it was
-- asked, and what it said last.
alter table delivery add column look_at timestamptz;
alter table delivery add column looks smallint not null default 0;
alter table delivery add column looked_at timestamptz;
alter table delivery add column look_found text check (look_found in ('not-yet', 'cannot-tell'));
create index delivery_look on delivery (look_at) where look_at is not null;

-- What this attempt was about to publish: a later preparation of the row says nothing of it.
alter table attempt add column checkpoint jsonb;

-- What is due is looked for account by account: one that is held or limited costs nothing.
create index delivery_due_account on delivery (account_id, due_at) where kind = 'part' and state in ('scheduled', 'waiting');
-- Which of a network's media are something else that the desk published.
create index delivery_remote on delivery (account_id, (receipt ->> 'remoteId')) where kind = 'part' and receipt is not null;

alter table card drop constraint card_kind_check;
alter table card add constraint card_kind_check check (kind in ('post', 'review', 'unknown', 'held', 'account'));
alter table card drop constraint card_post_check;
alter table card add constraint card_post_check check (post_id is not null or kind in ('held', 'account'));
`);
  }
}
