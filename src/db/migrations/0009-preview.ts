import { Migration } from '@mikro-orm/migrations';

/** Which messages of a chat are previews: they are taken away when a new one is asked for, or when they show what will not ship any more. */
export class Preview extends Migration {
  override up(): void {
    this.addSql(`
create table preview (
  card_id uuid not null references card (id) on delete cascade deferrable initially deferred,
  -- The content hash of what is shown, so that an interrupted preview goes on and an outdated one is known.
  shown_hash text not null,
  -- Which message of the preview this is.
  place text not null,
  chat_id text not null,
  -- An album is several messages.
  message_ids text[] not null,
  created_at timestamptz not null,
  primary key (card_id, shown_hash, place)
);
`);
  }
}
