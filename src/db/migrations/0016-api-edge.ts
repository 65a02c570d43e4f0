import { Migration } from '@mikro-orm/migrations';

/** Tokens of the API, and what subscriptions need to miss nothing. */
export class ApiEdge extends Migration {
  override up(): void {
    this.addSql(`
-- Of a token only the hash of its secret is kept. A row is never deleted: the audit trail names it.
create table api_token (
  id uuid primary key,
  client_id uuid not null references client deferrable initially deferred,
  member_id uuid not null references member deferrable initially deferred,
  name text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  role text not null check (role in ('author', 'editor', 'admin')),
  scopes text[] not null check (scopes <@ array['read', 'write', 'publish', 'manage'] and cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_page on api_token (client_id, id);
create index api_token_member on api_token (member_id, client_id) where revoked_at is null;

-- Events are numbered before they are committed, so that a higher number may be seen before a lower one. By the transaction that wrote them, and
-- the oldest one still under way, a reader knows what can still come. Old events have none: nobody waits for them.
alter table event add column xact xid8;
alter table event alter column xact set default pg_current_xact_id();
create index event_xact on event (xact);
`);
  }
}
