import { sql } from 'kysely';
import type { QuietHours } from '../domain/quiet-hours.js';

export interface QuietRow {
  readonly from: number | null;
  readonly to: number | null;
  readonly zone: string | null;
}

/** Of a member `m`: in their own zone, else in that of the first client they work for. */
export const quietColumns = sql`m.quiet_from as "from", m.quiet_to as "to", coalesce(m.zone, (
  select c.zone from membership s join client c on c.id = s.client_id
  where s.member_id = m.id and s.removed_at is null order by s.created_at limit 1)) as zone`;

export function quietHours({ from, to, zone }: QuietRow): QuietHours | null {
  return from === null || to === null || zone === null ? null : { from, to, zone };
}
