import { sql } from 'kysely';
import { type Sql, toDate } from './sql.js';

/** When the backup was made that this installation was last brought back from, and when that was. */
export interface Restored {
  readonly backupAt: Date;
  readonly restoredAt: Date;
}

export async function keepRestored(db: Sql, { backupAt, restoredAt }: Restored): Promise<void> {
  await sql`insert into installation (key, value)
    values ('backup_at', ${backupAt.toISOString()}), ('restored_at', ${restoredAt.toISOString()})
    on conflict (key) do update set value = excluded.value`.execute(db);
}

export async function lastRestored(db: Sql): Promise<Restored | null> {
  const { rows } = await sql<{ key: string; value: string }>`select key, value from installation
    where key in ('backup_at', 'restored_at')`.execute(db);
  const at = new Map(rows.map(({ key, value }) => [key, toDate(value)]));
  const [backupAt, restoredAt] = [at.get('backup_at'), at.get('restored_at')];
  return backupAt && restoredAt ? { backupAt, restoredAt } : null;
}
