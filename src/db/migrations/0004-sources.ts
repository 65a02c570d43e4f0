import { Migration } from '@mikro-orm/migrations';

/** Which messages a post is made of: an album comes as many. */
export class Sources extends Migration {
  override up(): void {
    this.addSql(`
create table source_message (
  chat_id text not null,
  message_id integer not null,
  post_id uuid not null references post deferrable initially deferred,
  -- Telegram's name of the album that it is part of.
  album text,
  -- The first message of those that were sent in one go, albums of more than ten included.
  batch integer not null,
  -- An answer to the card, rather than what the post was begun with.
  reply boolean not null,
  sent_at timestamptz not null,
  words jsonb not null,
  -- Telegram's lasting name of the file, and the hash of what it is in the post; of a text both null.
  file_id text,
  medium text,
  primary key (chat_id, message_id)
);
create index source_message_post on source_message (post_id);
create index source_message_album on source_message (chat_id, album) where album is not null;

-- Until now a post was made of one message, which its source names.
insert into source_message (chat_id, message_id, post_id, batch, reply, sent_at, words, medium)
select split_part(source, ':', 2), split_part(source, ':', 3)::integer, id, split_part(source, ':', 3)::integer, false, created_at,
  jsonb_build_object('text', content -> 'text', 'entities', content -> 'entities'), content #>> '{media,0,hash}'
from post where source ~ '^tg:-?[0-9]+:[0-9]+$'
on conflict do nothing;
`);
  }
}
