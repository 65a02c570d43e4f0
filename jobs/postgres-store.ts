import { PostgresBackend } from '@agendajs/postgres-backend';
import { type Client, Pool } from 'pg';
import { z } from 'zod';
import { connectOrCreate, type Connection } from './postgres-database.js';
import type { AlarmLook } from '../src/ports.js';
import type { JobStore, StoreOptions } from './store.js';
import { STORE_TIMEOUT_MS } from './timing.js';

const TABLE = 'agenda_jobs';
/** The name under which the backend makes it. */
const INDEX = `${TABLE}_find_and_lock_idx`;
const CHANNEL = 'copydesk_alarm';
const announcement = z.object({ from: z.string(), name: z.string() });

/**
 * The channel that the backend brings is not used: it stops trying after ten attempts, sends three more notices for each job
 * and kills the process when an error reaches it unheard.
 */
export async function open(options: StoreOptions): Promise<JobStore> {
  const connection: Connection = {
    connectionString: options.url,
    application_name: 'copydesk alarm',
    connectionTimeoutMillis: STORE_TIMEOUT_MS,
    query_timeout: STORE_TIMEOUT_MS,
    keepAlive: true,
  };
  const ear = await connectOrCreate(connection, options.doubted);
  const pool = new Pool({ ...connection, max: 5, allowExitOnIdle: true });
  // A server that restarts ends our process through any connection whose errors nobody hears: the pool hears those that lie
  // idle, and nobody those that are lent out, as the backend does while it makes its tables.
  pool.on('error', options.doubted);
  pool.on('connect', (client) => client.on('error', options.doubted));
  const close = async (): Promise<void> => {
    await Promise.allSettled([ear.end(), pool.end()]);
  };
  try {
    const backend = new PostgresBackend({ pool, tableName: TABLE, disableNotifications: true });
    await makeTables(backend, ear, pool);
    if (options.listen && !(await isPooled(ear))) await hear(ear, options);
    return {
      repository: backend.repository,
      probe: async () => {
        // Both ways: the one that hears could be dead while the pool makes itself new connections.
        const [, found] = await Promise.all([
          ear.query('SELECT 1'),
          pool.query('SELECT to_regclass($1) IS NOT NULL AND to_regclass($2) IS NOT NULL AS whole', [TABLE, INDEX]),
        ]);
        if (found.rows[0]?.whole !== true) throw new Error(`the table ${TABLE} or its index is gone`);
      },
      announce: async (name) => {
        await pool.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ from: options.self, name })]);
      },
      look: (now) => look(pool, now),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const recurringRow = z.object({ name: z.string(), nextAt: z.date().nullable(), lastAt: z.date().nullable() });

async function look(pool: Pool, now: Date): Promise<AlarmLook> {
  const { rows } = await pool.query<{ rings: number; oldest: Date | null }>(
    `SELECT (SELECT count(*)::int FROM ${TABLE} WHERE repeat_interval IS NULL) AS rings,
       (SELECT min(next_run_at) FROM ${TABLE} WHERE next_run_at <= $1 AND locked_at IS NULL) AS oldest`,
    [now],
  );
  const { rows: recurring } = await pool.query(
    `SELECT name, next_run_at AS "nextAt", last_run_at AS "lastAt" FROM ${TABLE} WHERE repeat_interval IS NOT NULL ORDER BY name`,
  );
  const [found] = rows;
  return {
    rings: found?.rings ?? 0,
    oldestDueAt: found?.oldest ?? null,
    recurring: z.array(recurringRow).parse(recurring),
  };
}

/** Two processes that create the tables at once make PostgreSQL fail with "tuple concurrently updated": one after the other. */
async function makeTables(backend: PostgresBackend, locker: Client, pool: Pool): Promise<void> {
  const key = `hashtext('${CHANNEL}')`;
  await locker.query('BEGIN');
  try {
    await locker.query(`SELECT pg_advisory_xact_lock(${key})`);
    await backend.connect();
    // A process killed between finishing a job and removing it leaves a row that nothing would ever touch again.
    await pool.query(`DELETE FROM ${TABLE} WHERE next_run_at IS NULL AND locked_at IS NULL`);
  } finally {
    await locker.query('COMMIT');
  }
}

/**
 * A pooler gives each client a number of its own; a server says which of its processes it is. Nothing can be heard through one that lends
 * its connections for a transaction: other processes find what is due at their next look, as with MongoDB.
 */
async function isPooled(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return !('processID' in client) || client.processID !== rows[0]?.pid;
}

async function hear(ear: Client, options: StoreOptions): Promise<void> {
  ear.on('notification', ({ payload = '' }) => {
    const read = announcement.safeParse(parseJson(payload));
    if (read.success && read.data.from !== options.self) options.heard(read.data.name);
  });
  await ear.query(`LISTEN ${CHANNEL}`);
}

/** Anybody who may connect may send on the channel, anything. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
