import { Migration } from '@mikro-orm/migrations';

/** What the API writes: requests that carry a name of their own, and what else a post has. */
export class ApiWrites extends Migration {
  override up(): void {
    this.addSql(`
-- A key makes a request happen once. While it runs, "result" is null and "running_until" says when it counts as broken off; "run" is the
-- one that may write the result.
create table api_request (
  member_id uuid not null references member deferrable initially deferred,
  key text not null,
  operation text not null,
  body_hash text not null,
  result jsonb,
  run uuid not null,
  running_until timestamptz not null,
  created_at timestamptz not null,
  primary key (member_id, key)
);
create index api_request_created on api_request (created_at);

-- What a post is about, and in which language it is written.
alter table post add column subject text;
alter table post add column language text;
`);
  }
}
