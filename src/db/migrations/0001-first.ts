import { Migration } from '@mikro-orm/migrations';

/** The first schema. Plain SQL: what the store's compare-and-set statements rely on is written where it can be read. */
export class First extends Migration {
  override up(): void {
    this.addSql(`
-- Foreign keys are checked at commit: within a transaction the entity manager writes in its own order.
create table installation (key text primary key, value text not null);

create table client (
  id uuid primary key,
  name text not null,
  zone text not null,
  language text not null,
  late_after_ms integer not null default 1800000 check (late_after_ms >= 60000),
  approvals_needed smallint not null default 1 check (approvals_needed between 0 and 10),
  authors_may_approve_own boolean not null default false,
  sole_editor_may_go boolean not null default true,
  editors_chat_id text,
  frozen_at timestamptz,
  created_at timestamptz not null
);

create table member (
  id uuid primary key,
  telegram_id text not null unique,
  name text not null,
  username text,
  language text,
  created_at timestamptz not null
);

create table membership (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  member_id uuid not null references member deferrable initially deferred,
  role text not null check (role in ('author', 'editor', 'admin')),
  removed_at timestamptz,
  created_at timestamptz not null,
  unique (client_id, member_id)
);
create index membership_member on membership (member_id) where removed_at is null;

create table social_account (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  platform text not null,
  name text not null,
  username text,
  external_id text not null,
  state text not null check (state in ('connected', 'token_expired', 'disconnected', 'off')),
  queue_held_at timestamptz,
  created_at timestamptz not null,
  unique (client_id, platform, external_id)
);

create table media (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null,
  mime text not null,
  size bigint not null,
  width integer not null,
  height integer not null,
  created_at timestamptz not null
);

create table post (
  id uuid primary key,
  number integer generated always as identity unique,
  client_id uuid not null references client deferrable initially deferred,
  author_id uuid not null references member deferrable initially deferred,
  state text not null check (state in ('draft', 'in_review', 'changes_requested', 'rejected', 'approved', 'archived')),
  title text,
  content jsonb not null,
  target_ids jsonb,
  due_at timestamptz,
  zone text not null,
  source text,
  revision_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index post_source on post (client_id, source);
create index post_page on post (client_id, number desc);
create index post_state on post (client_id, state, number desc);
create index post_author on post (author_id, number desc);

create table revision (
  id uuid primary key,
  post_id uuid not null references post deferrable initially deferred,
  number integer not null,
  hash text not null,
  content jsonb not null,
  rendered jsonb not null,
  approvals_needed smallint not null,
  author_id uuid not null references member deferrable initially deferred,
  created_at timestamptz not null,
  unique (post_id, number)
);
alter table post add foreign key (revision_id) references revision deferrable initially deferred;

create table approval (
  id uuid primary key,
  revision_id uuid not null references revision deferrable initially deferred,
  member_id uuid not null references member deferrable initially deferred,
  hash text not null,
  void_at timestamptz,
  created_at timestamptz not null
);
create unique index approval_once on approval (revision_id, member_id) where void_at is null;

create table publication (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  post_id uuid not null references post deferrable initially deferred,
  account_id uuid not null references social_account deferrable initially deferred,
  revision_id uuid not null references revision deferrable initially deferred,
  occurrence text not null default '',
  repeat integer not null default 0,
  due_at timestamptz not null,
  zone text not null,
  created_at timestamptz not null,
  unique (post_id, account_id, occurrence, repeat)
);
create index publication_due on publication (client_id, due_at);
create index publication_page on publication (client_id, id);

create table card (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  kind text not null check (kind in ('post', 'review', 'unknown')),
  subject_id uuid not null,
  post_id uuid not null references post deferrable initially deferred,
  chat_id text not null,
  language text not null,
  message_id text,
  shown_hash text,
  created_at timestamptz not null,
  unique (kind, subject_id, chat_id)
);
create index card_post on card (post_id);
create index card_message on card (chat_id, message_id);

create table delivery (
  id uuid primary key default gen_random_uuid(),
  -- Notices of one card leave in this order.
  seq bigint generated always as identity,
  kind text not null check (kind in ('part', 'notice', 'probe')),
  client_id uuid references client deferrable initially deferred,
  publication_id uuid references publication deferrable initially deferred,
  account_id uuid references social_account deferrable initially deferred,
  revision_id uuid references revision deferrable initially deferred,
  card_id uuid references card deferrable initially deferred,
  part text,
  ordinal smallint not null default 0,
  payload jsonb,
  state text not null check (state in ('scheduled', 'held', 'publishing', 'waiting', 'handed_over', 'unknown', 'left',
                                       'failed', 'cancelled', 'published', 'removing', 'removed')),
  version integer not null default 1,
  due_at timestamptz not null,
  give_up_at timestamptz not null,
  tries smallint not null default 0,
  repeatable boolean not null default false,
  attempts text[] not null default '{}',
  committing integer,
  lease uuid,
  lease_until timestamptz,
  checkpoint jsonb,
  receipt jsonb,
  failure jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (publication_id, part),
  check ((lease is null) = (lease_until is null)),
  check (kind <> 'part' or (publication_id is not null and account_id is not null and revision_id is not null and part is not null))
) with (fillfactor = 70);
create index delivery_due on delivery (due_at) where state in ('scheduled', 'waiting');
create index delivery_leased on delivery (lease_until) where lease_until is not null;
create index delivery_card on delivery (card_id) where card_id is not null;
create index delivery_queue on delivery (client_id, due_at)
  where kind = 'part' and ordinal = 0 and state in ('scheduled', 'waiting', 'publishing', 'held');
create index delivery_care on delivery (client_id, state) where state in ('unknown', 'held', 'failed');
create index delivery_probe on delivery (updated_at) where kind = 'probe';

create table attempt (
  delivery_id uuid not null references delivery on delete cascade deferrable initially deferred,
  number integer not null,
  lease uuid not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  failure jsonb,
  receipt jsonb,
  primary key (delivery_id, number)
);

create table evidence (
  id bigint generated always as identity primary key,
  delivery_id uuid not null references delivery on delete cascade deferrable initially deferred,
  source text not null,
  event jsonb not null,
  pending boolean not null,
  at timestamptz not null
);
create index evidence_delivery on evidence (delivery_id);
create index evidence_pending on evidence (delivery_id) where pending;

create table dialogue (
  chat_id text not null,
  member_id uuid not null references member deferrable initially deferred,
  question text not null,
  about jsonb not null,
  prompt_message_id text,
  created_at timestamptz not null,
  primary key (chat_id, member_id)
);

create table event (
  id bigint generated always as identity primary key,
  client_id uuid not null references client deferrable initially deferred,
  post_id uuid references post deferrable initially deferred,
  delivery_id uuid,
  member_id uuid references member deferrable initially deferred,
  what text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null
);
create index event_post on event (post_id, id) where post_id is not null;

create function refuse_change() returns trigger language plpgsql as $body$
begin
  raise exception 'The audit trail is append-only';
end $body$;
create trigger event_append_only before update or delete on event for each statement execute function refuse_change();
`);
  }
}
