import { sql } from 'kysely';
import type { Post } from '../db/entities/post.js';
import { lastRestored } from '../db/restored.js';
import { moveDelivery, type Tx } from './desk.js';

/**
 * A post from before the last restore may have been approved and published already, which the desk forgot: what its approval makes waits
 * for a person's look.
 */
export async function holdDoubted(tx: Tx, post: Post): Promise<void> {
  const restored = await lastRestored(tx.sql);
  if (!restored || post.createdAt >= restored.restoredAt) return;
  const { rows } = await sql<{ id: string; version: number }>`
    select d.id, d.version from delivery d join publication u on u.id = d.publication_id
    where u.post_id = ${post.id} and d.kind = 'part' and d.state = 'scheduled' and d.attempts = '{}' order by d.seq`.execute(
    tx.sql,
  );
  for (const row of rows) await moveDelivery(tx, row, { type: 'hold' }, null);
  await markDoubted(
    tx,
    rows.map(({ id }) => id),
  );
}

/** Of those that are held: they may be live, and their cards say so. */
export async function markDoubted(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update delivery set doubted_at = ${tx.now} where id = any(${[...ids]}::uuid[]) and state = 'held'`.execute(
    tx.sql,
  );
}
