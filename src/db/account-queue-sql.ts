import { sql } from 'kysely';
import { FAILURES } from '../domain/failure.js';

/** Failures by which nothing of an account can go. */
const KINDS = Object.entries(FAILURES).flatMap(([kind, { reconnect }]) => (reconnect ? [kind] : []));

/**
 * A delivery `d` that failed because of what its account's (`a`) queue is held for. Clocks of several processes differ, so what failed
 * shortly before counts too.
 */
export const failedByAccount = sql<boolean>`(d.state = 'failed' and d.failure ->> 'kind' = any(${KINDS}::text[])
  and d.updated_at >= a.queue_held_at - interval '1 minute')`;

/** A delivery `d` that is to go to account `a` and has not left. */
export const waitsForAccount = sql<boolean>`(d.account_id = a.id and d.kind = 'part' and d.state in ('scheduled', 'waiting'))`;
