import type { Pool, PoolClient } from 'pg';

/** Whoever held a connection that broke has noticed by then. */
const NOTICED_MS = 1_000;

/**
 * Kysely gives the connection of a transaction back only after its rollback got through, which it cannot do once the connection broke.
 * Each one would be missing from the pool for good: after twenty nothing is left to ask with, and closing waits for ever.
 */
export function giveBackLost(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => void held.add(client));
  pool.on('release', (_err, client) => void held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      setTimeout(() => held.has(client) && client.release(true), NOTICED_MS).unref();
    });
  });
}
