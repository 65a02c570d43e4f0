import { Migration } from '@mikro-orm/migrations';

/** Browser sessions of admins, what is counted over all processes, what admins were told is wrong, and the trace of a delivery. */
export class Operations extends Migration {
  override up(): void {
    this.addSql(`
-- Only hashes are kept: who reads these tables can neither log in nor go on with somebody's session.
create table login_link (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  client_id uuid not null references client deferrable initially deferred,
  member_id uuid not null references member deferrable initially deferred,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create table session (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  member_id uuid not null references member deferrable initially deferred,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_member on session (member_id) where ended_at is null;

-- Sums that only grow, over all processes and restarts. Counting the rows they are about would read whole tables at every scrape.
create table metric_counter (
  name text not null,
  labels jsonb not null,
  value double precision not null,
  primary key (name, labels)
);

-- What admins were told is wrong and is not over yet; the row decides who tells it, so that several processes tell it once.
create table alert (
  kind text not null,
  -- Null: of the whole installation.
  client_id uuid references client deferrable initially deferred,
  since timestamptz not null,
  told_at timestamptz,
  -- Since when it looks well again: what comes and goes is one trouble.
  well_at timestamptz
);
create unique index alert_kind on alert (kind, coalesce(client_id, '00000000-0000-0000-0000-000000000000'::uuid));

-- The trace that the row was made in (traceparent), while tracing is on: the worker's spans belong to the tap that approved it.
alter table delivery add column trace text;
`);
  }
}
