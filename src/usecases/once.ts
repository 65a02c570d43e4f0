import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { canonicalJson } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { type Desk, sqlOutside } from './desk.js';

export interface NamedRequest {
  readonly memberId: string;
  /** The asker's own name for this request; null where it may happen as often as it is asked for. */
  readonly key: string | null;
  /** What is asked for, and with what: the same key with anything else is a mistake. */
  readonly operation: string;
  readonly body: unknown;
}

/** How long a key is known. */
const KEY_HOURS = 24;
/** Longer than anything that is asked for takes; whoever is older broke off. */
const RUN_MS = 180_000;
/** How long a second request waits for the first. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Does what is asked for once for its key: asked again with the same body it gives the first result, also while the first is under way.
 * What was refused has changed nothing and leaves the key free. After a crash it may be begun anew: what must not happen twice refuses
 * that by itself, by the version it names.
 */
export async function once<T>(
  desk: Desk,
  request: NamedRequest,
  form: z.ZodType<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { key, memberId } = request;
  if (key === null) return work();
  const run = desk.ids.uuid();
  const known = await claimOrAwait(desk, { ...request, key, run });
  if (known) return z.object({ value: form }).parse(known.result).value;
  try {
    const result = await work();
    // Wrapped: a result that is null is not none.
    await sql`update api_request set result = ${JSON.stringify({ value: result })}::jsonb
      where member_id = ${memberId} and key = ${key} and run = ${run}`.execute(sqlOutside(desk));
    return result;
  } catch (thrown) {
    await sql`delete from api_request where member_id = ${memberId} and key = ${key} and run = ${run}`.execute(
      sqlOutside(desk),
    );
    throw thrown;
  }
}

interface Claim extends NamedRequest {
  readonly key: string;
  readonly run: string;
}

interface Earlier {
  operation: string;
  body_hash: string;
  result: unknown;
}

/** Null where this run has the key now; else what the first one made. */
async function claimOrAwait(desk: Desk, claim: Claim): Promise<{ result: unknown } | null> {
  const hash = bodyHash(claim.body);
  const until = desk.clock.now().getTime() + PATIENCE_MS;
  for (;;) {
    const earlier = await claimKey(desk, claim, hash);
    if (!earlier) return null;
    const isSame = earlier.operation === claim.operation && earlier.body_hash === hash;
    if (!isSame) throw new Refusal('idempotency_key_reused');
    if (earlier.result !== null) return { result: earlier.result };
    if (desk.clock.now().getTime() >= until) throw new Refusal('request_running');
    await desk.clock.sleep(LOOK_EVERY_MS);
  }
}

/** Null where the key is ours: it was free, too old, or its run of the same request broke off. */
async function claimKey(desk: Desk, claim: Claim, hash: string): Promise<Earlier | null> {
  const { memberId, key, operation, run } = claim;
  const db = sqlOutside(desk);
  const now = desk.clock.now();
  const { rows: mine } = await sql`
    insert into api_request as r (member_id, key, operation, body_hash, run, running_until, created_at)
    values (${memberId}, ${key}, ${operation}, ${hash}, ${run}, ${new Date(now.getTime() + RUN_MS)}, ${now})
    on conflict (member_id, key) do update set operation = excluded.operation, body_hash = excluded.body_hash, result = null,
      run = excluded.run, running_until = excluded.running_until, created_at = excluded.created_at
    where r.created_at <= ${keysBefore(now)}
      or (r.result is null and r.running_until <= ${now} and r.operation = excluded.operation and r.body_hash = excluded.body_hash)
    returning 1`.execute(db);
  if (mine.length > 0) return null;
  const { rows } = await sql<Earlier>`select operation, body_hash, result from api_request
    where member_id = ${memberId} and key = ${key}`.execute(db);
  // Given up in this very moment: the next look finds it free.
  return rows[0] ?? { operation, body_hash: hash, result: null };
}

export function bodyHash(body: unknown): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** Keys from before then are forgotten. */
export function keysBefore(now: Date): Date {
  return new Date(now.getTime() - KEY_HOURS * 3_600_000);
}
