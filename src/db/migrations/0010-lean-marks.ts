import { Migration } from '@mikro-orm/migrations';

/** The mark of a delivery writes no index: it changes nothing that one is made of. */
export class LeanMarks extends Migration {
  override up(): void {
    this.addSql(`
-- Over a column that every step changes, it cost each of them an entry in every index of the row. Probes are few: it only finds them.
drop index delivery_probe;
create index delivery_probe on delivery (created_at) where kind = 'probe';
`);
  }
}
