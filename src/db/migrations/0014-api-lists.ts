import { Migration } from '@mikro-orm/migrations';

/** An index for each order in which the API pages a long list, so that a page costs the same however long the list is. */
export class ApiLists extends Migration {
  override up(): void {
    this.addSql(`
-- No index holds a column that every step of a delivery changes (updated_at): each step would write all indexes of its row.
-- A post without a time comes last.
create index post_due on post (client_id, coalesce(due_at, 'infinity'::timestamptz), id);
create index post_created on post (client_id, created_at);

-- Says all that publication_due did, and settles what is due at the same moment.
create index publication_due_page on publication (client_id, due_at, id);
drop index publication_due;
create index publication_account on publication (account_id, id);
create index publication_account_due on publication (account_id, due_at, id);

create index invitation_page on invitation (client_id, created_at, id);
create index delivery_page on delivery (client_id, seq);
create index event_page on event (client_id, at, id);
create index event_member on event (member_id, at, id) where member_id is not null;
`);
  }
}
