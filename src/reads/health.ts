import { sql } from 'kysely';
import { MIGRATIONS } from '../db/orm.js';
import { type Sql, toDateOrNull } from '../db/sql.js';

export interface HealthPart {
  readonly ok: boolean;
  readonly detail?: string;
  /** Without it the desk cannot do its work: `/readyz` is 503. */
  readonly required: boolean;
}

export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, HealthPart>>;
}

/** Ready when every required part is. */
export function readinessOf(parts: Readiness['parts']): Readiness {
  return { ready: Object.values(parts).every(({ ok, required }) => ok || !required), parts };
}

/** The heartbeat beats every minute; one may be missed. */
const HEARTBEAT_LATE_MS = 120_000;

export interface StoreHealth {
  readonly postgres: HealthPart;
  readonly migrations: HealthPart;
  readonly heartbeat: HealthPart;
}

/** What Postgres says of itself: reachable, its schema up to date, and how long ago a probe went through the whole path. */
export async function storeHealth(db: Sql, now: Date): Promise<StoreHealth> {
  try {
    const missing = await missingMigrations(db);
    const migrated = missing.length === 0;
    return {
      postgres: { ok: true, required: true },
      migrations: {
        ok: migrated,
        required: true,
        ...(!migrated && { detail: `Not applied yet: ${missing.join(', ')}.` }),
      },
      heartbeat: migrated ? heartbeat(await lastProbe(db), now) : unseen('Unknown until the migrations are applied.'),
    };
  } catch {
    // Why it is away is in the log of whoever needs it; its errors name hosts and users, which are nobody's business here.
    const away = 'Unknown while Postgres is away.';
    return {
      postgres: unseen('Postgres does not answer.'),
      migrations: unseen(away),
      heartbeat: unseen(away),
    };
  }
}

function unseen(detail: string): HealthPart {
  return { ok: false, required: true, detail };
}

async function missingMigrations(db: Sql): Promise<string[]> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('mikro_orm_migrations') is not null as there`.execute(db);
  const known = MIGRATIONS.map(({ name }) => name);
  if (!tables[0]?.there) return known;
  const { rows } = await sql<{ name: string }>`select name from mikro_orm_migrations`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  return known.filter((name) => !applied.has(name));
}

async function lastProbe(db: Sql): Promise<Date | null> {
  const { rows } = await sql<{ updated_at: string }>`
    select updated_at from delivery where kind = 'probe' and state = 'published'
    order by updated_at desc limit 1`.execute(db);
  return toDateOrNull(rows[0]?.updated_at ?? null);
}

function heartbeat(last: Date | null, now: Date): HealthPart {
  if (!last) return unseen('No probe has gone through yet.');
  const ageMs = Math.max(0, now.getTime() - last.getTime());
  const detail = `The last probe went through ${Math.round(ageMs / 1000)} s ago.`;
  return { ok: ageMs <= HEARTBEAT_LATE_MS, required: true, detail };
}
