import { Migration } from '@mikro-orm/migrations';

/** What may have left between a backup and its restore. */
export class RestoredRows extends Migration {
  override up(): void {
    this.addSql(`
-- Since when this part is held because a restore forgot what became of it: it may be live, and only a person can say.
alter table delivery add column doubted_at timestamptz;
`);
  }
}
