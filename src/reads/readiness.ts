import { sql } from 'kysely';
import { MIGRATIONS } from '../db/orm.js';
import { type Sql, toDateOrNull } from '../db/sql.js';
import { HEARTBEAT_LATE_MS } from '../domain/heartbeat.js';

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

/** How a part stands that the desk can do without for a while. Why it is away is in the log: reasons name hosts and users. */
export interface OptionalPart {
  readonly up: boolean;
  readonly since?: Date;
  /** What people should do about it, without hosts of ours, users and secrets. */
  readonly detail?: string;
}

/**
 * Whether the desk can do its work: Postgres reachable, its schema up to date, and a probe through the whole path in the last two
 * minutes. A freeze and the parts in `others` are named, and leave it ready.
 */
export async function readiness(
  db: Sql,
  now: Date,
  others: Readonly<Record<string, OptionalPart>> = {},
): Promise<Readiness> {
  const named = Object.entries(others).map(([name, part]) => [name, describe(part)] as const);
  const parts = { ...(await storeParts(db, now)), ...Object.fromEntries(named) };
  return { ready: Object.values(parts).every(({ ok, required }) => ok || !required), parts };
}

function describe({ up, since, detail: known }: OptionalPart): HealthPart {
  const detail = known ?? (since ? `Away since ${since.toISOString()}.` : 'Away.');
  return { ok: up, required: false, ...(!up && { detail }) };
}

async function storeParts(db: Sql, now: Date): Promise<Record<string, HealthPart>> {
  try {
    const missing = await missingMigrations(db);
    const postgres = { ok: true, required: true };
    if (missing.length > 0) {
      const migrations = unseen(`Not applied yet: ${missing.join(', ')}.`);
      return { postgres, migrations, heartbeat: unseen('Unknown until the migrations are applied.') };
    }
    const { lastProbe, frozen } = await pulse(db);
    const leaving = { ok: frozen === 0, required: false, ...(frozen > 0 && { detail: `Clients frozen: ${frozen}.` }) };
    return { postgres, migrations: { ok: true, required: true }, heartbeat: heartbeat(lastProbe, now), leaving };
  } catch {
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

async function pulse(db: Sql): Promise<{ lastProbe: Date | null; frozen: number }> {
  const { rows } = await sql<{ last_probe: string | null; frozen: number }>`
    select (select count(*)::int from client where frozen_at is not null) as frozen,
      (select updated_at from delivery where kind = 'probe' and state = 'published'
       order by updated_at desc limit 1) as last_probe`.execute(db);
  return { lastProbe: toDateOrNull(rows[0]?.last_probe ?? null), frozen: rows[0]?.frozen ?? 0 };
}

function heartbeat(last: Date | null, now: Date): HealthPart {
  if (!last) return unseen('No probe has gone through yet.');
  const ageMs = Math.max(0, now.getTime() - last.getTime());
  const detail = `The last probe went through ${Math.round(ageMs / 1000)} s ago.`;
  return { ok: ageMs <= HEARTBEAT_LATE_MS, required: true, detail };
}
