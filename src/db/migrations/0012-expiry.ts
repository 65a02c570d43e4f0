import { Migration } from '@mikro-orm/migrations';

/** Access to accounts that ends, and is renewed before it does. */
export class Expiry extends Migration {
  override up(): void {
    this.addSql(`
-- When the access ends by the network's own word; null where it has not said. When it is renewed next; null: a day after connecting.
alter table social_account add column expires_at timestamptz;
alter table social_account add column refresh_at timestamptz;
`);
  }
}
