import { Migration } from '@mikro-orm/migrations';

/** How people come into a desk: who sets it up, who is invited, and for which client each of them speaks. */
export class People extends Migration {
  override up(): void {
    this.addSql(`
-- A link for one person. Of its code only the hash is kept: whoever reads the database cannot use it.
create table invitation (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  role text not null check (role in ('author', 'editor', 'admin')),
  code_hash text not null unique,
  made_by uuid not null references member deferrable initially deferred,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_by uuid references member deferrable initially deferred,
  used_at timestamptz,
  revoked_at timestamptz,
  check ((used_by is null) = (used_at is null))
);
create index invitation_open on invitation (client_id, expires_at) where used_at is null and revoked_at is null;

-- For whom a person who works for several speaks in private; null, or one they do not work for any more, means the first.
alter table member add column client_id uuid references client deferrable initially deferred;

-- A question is about the client for which it was asked, whomever the person has chosen since. Null in older rows.
alter table dialogue add column client_id uuid references client deferrable initially deferred;

-- A set-up in the chat. Without a client yet, its person founds the desk and owes the name.
create table setup (
  id uuid primary key,
  member_id uuid not null references member deferrable initially deferred,
  client_id uuid references client deferrable initially deferred,
  -- The step that was chosen, those that were answered without anything else to show for it, and those that were left for later.
  step text,
  answered text[] not null default '{}',
  later text[] not null default '{}',
  message_id text,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index setup_open on setup (member_id, client_id) nulls not distinct where ended_at is null;

-- Wrong codes for claiming the desk, which are bounded.
create table claim_try (telegram_id text not null, at timestamptz not null);
create index claim_try_at on claim_try (at);
`);
  }
}
