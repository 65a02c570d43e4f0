import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';

/** The content hashes that previews of this card show in its chat, each with the places that are there already. */
export async function previewsOf(db: Sql, cardId: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ hash: string; places: string[] }>`select shown_hash as hash, array_agg(place) as places
    from preview where card_id = ${cardId} group by shown_hash`.execute(db);
  return new Map(rows.map(({ hash, places }) => [hash, new Set(places)]));
}
