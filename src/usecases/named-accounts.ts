import { sql } from 'kysely';
import { Refusal } from '../domain/refusal.js';
import { type Desk, sqlOutside } from './desk.js';

/** Refuses accounts that the client does not have, and a list that names none. */
export async function refuseUnknownAccounts(desk: Desk, clientId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) throw new Refusal('no_targets');
  const { rows } = await sql<{ id: string }>`select id from social_account
    where client_id = ${clientId} and id::text = any(${[...ids]}::text[])`.execute(sqlOutside(desk));
  const known = new Set(rows.map(({ id }) => id));
  if (!ids.every((id) => known.has(id))) throw new Refusal('no_account');
}
