import { Migration } from '@mikro-orm/migrations';

/** Taking down and correcting what is live. */
export class Live extends Migration {
  override up(): void {
    this.addSql(`
-- A correction is a delivery of its own, of the kind "edit": it names the live part that it changes and the revision that says into what.
alter table delivery add column live_id uuid references delivery deferrable initially deferred;
create index delivery_correction on delivery (live_id) where live_id is not null;
alter table delivery drop constraint delivery_kind_check;
alter table delivery add constraint delivery_kind_check check (kind in ('part', 'notice', 'probe', 'edit'));
alter table delivery add constraint delivery_edit_check check (kind <> 'edit' or (publication_id is not null and account_id is not null
  and revision_id is not null and part is not null and live_id is not null));

-- Of each part there is one; of its corrections as many as people make.
alter table delivery drop constraint delivery_publication_id_part_key;
create unique index delivery_part on delivery (publication_id, part) where kind = 'part';
create index delivery_publication on delivery (publication_id) where publication_id is not null;

-- Looked for with every look for what is due: nearly always empty.
create index delivery_due_edit on delivery (due_at) where kind = 'edit' and state in ('scheduled', 'waiting');
create index delivery_removing on delivery (due_at) where state = 'removing';

-- A publication keeps its revision for life; this is the one that its live parts were last corrected to.
alter table publication add column corrected_revision_id uuid references revision deferrable initially deferred;
`);
  }
}
