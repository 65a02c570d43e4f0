import { Migration } from '@mikro-orm/migrations';

/** What clients and members set for themselves. */
export class Settings extends Migration {
  override up(): void {
    this.addSql(`
-- Buttons of the settings carry it: what was shown before somebody else's change changes nothing.
alter table client add column settings_version integer not null default 1;

-- Null: the client's zone; no quiet hours. Quiet hours are minutes of the day in the member's zone and may span midnight.
alter table member add column if not exists zone text;
alter table member add column if not exists quiet_from smallint;
alter table member add column if not exists quiet_to smallint;
alter table member add constraint member_quiet_check check (
  (quiet_from is null) = (quiet_to is null) and quiet_from between 0 and 1439 and quiet_to between 0 and 1439
  and quiet_from <> quiet_to);
`);
  }
}
