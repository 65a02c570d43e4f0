import { Migration } from '@mikro-orm/migrations';

/** What is measured of videos and documents, and one-time links for files that Telegram does not hand to bots. */
export class MediaMeasures extends Migration {
  override up(): void {
    this.addSql(`
alter table media
  add column duration_ms integer,
  add column video_codec text,
  add column audio_codec text,
  add column name text;

-- Only the hash of a link's secret is kept: who reads this table cannot upload. Without a post the file becomes a new draft.
create table upload_link (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  client_id uuid not null references client deferrable initially deferred,
  member_id uuid not null references member deferrable initially deferred,
  post_id uuid references post deferrable initially deferred,
  chat_id text not null,
  language text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
`);
  }
}
