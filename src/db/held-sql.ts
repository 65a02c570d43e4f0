import { sql } from 'kysely';

/** A part `d` that is held for being late. */
export const isHeld = sql`d.kind = 'part' and d.state = 'held'`;

/** Names what is held of a client, over its held parts `d`: another set, or a change of any of them, has another name. */
export const heldSignature = sql<string>`md5(string_agg(d.id::text || ':' || d.version, ',' order by d.id))`;
