import { Migration } from '@mikro-orm/migrations';

/** Moving the time by policy, cards about a whole client, and looks for what is due that pass over frozen clients. */
export class Time extends Migration {
  override up(): void {
    this.addSql(`
alter table client add column move_needs_approval boolean not null default false;

-- A card about a client has no post. Its signature names what it was last told to show.
alter table card alter column post_id drop not null;
alter table card add column signature text;
alter table card drop constraint card_kind_check;
alter table card add constraint card_kind_check check (kind in ('post', 'review', 'unknown', 'held'));
alter table card add constraint card_post_check check (post_id is not null or kind = 'held');

-- What is due is looked for client by client, so that a frozen one costs nothing; what is not frozen with a client is looked for apart.
drop index delivery_due;
create index delivery_due_part on delivery (client_id, due_at) where kind = 'part' and state in ('scheduled', 'waiting');
create index delivery_due_own on delivery (due_at) where kind <> 'part' and state in ('scheduled', 'waiting');
create index delivery_held on delivery (client_id) where kind = 'part' and state = 'held';
create index delivery_under_way on delivery (client_id) where kind = 'part' and state = 'publishing';
create index event_client on event (client_id, id) where post_id is null;
`);
  }
}
