import { sql } from 'kysely';
import { type RowRecord, rowColumns, toRow } from '../db/claimed.js';
import { applyAt } from '../db/delivery-write.js';
import { keepRestored } from '../db/restored.js';
import type { DeliveryEvent } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';
import { placeOf, wallClock } from '../domain/zones.js';
import { announce, type Tx } from './desk.js';
import { markDoubted } from './hold-doubted.js';

/**
 * A backup was brought back: what was on its way when it was made may have left since, at its time or moved ahead of it, and the rows do not
 * know. None of it goes by itself: parts are held until a person has looked, corrections are taken back, for an older one must not
 * cover a newer, and a request that was under way is unknown. What the desk was about to say was said; cards show what is true now.
 * Returns how many parts are held.
 */
export async function settleRestored(tx: Tx, backupAt: Date): Promise<number> {
  await keepRestored(tx.sql, { backupAt, restoredAt: tx.now });
  await sql`delete from delivery where kind = 'probe' or (kind = 'notice' and card_id is null
    and state in ('scheduled', 'waiting', 'publishing'))`.execute(tx.sql);
  const { rows } = await sql<RowRecord>`select ${rowColumns} from delivery d
    where d.kind in ('part', 'edit') and d.state in ('scheduled', 'waiting', 'publishing') order by d.seq`.execute(
    tx.sql,
  );
  const held: string[] = [];
  for (const record of rows) {
    let { version } = record;
    for (const event of eventsFor(record)) {
      if (!(await applyAt(tx.sql, record.id, version, event, tx.now, null))) break;
      version += 1;
      if (event.type === 'hold') held.push(record.id);
    }
  }
  const late = await sql<{ id: string }>`select id from delivery where kind = 'part' and state = 'held'`.execute(
    tx.sql,
  );
  await markDoubted(
    tx,
    late.rows.map(({ id }) => id),
  );
  await closeDoors(tx);
  await tellAdmins(tx, backupAt);
  return held.length;
}

/** What was used, ended or taken back since the backup would let somebody in once more; all of it is quickly made anew. */
async function closeDoors(tx: Tx): Promise<void> {
  await sql`update session set ended_at = ${tx.now} where ended_at is null`.execute(tx.sql);
  await sql`update login_link set used_at = ${tx.now} where used_at is null`.execute(tx.sql);
  await sql`update upload_link set used_at = ${tx.now} where used_at is null`.execute(tx.sql);
  await sql`update invitation set revoked_at = ${tx.now} where used_at is null and revoked_at is null`.execute(tx.sql);
}

function eventsFor(record: RowRecord): DeliveryEvent[] {
  const { state, committing } = toRow(record);
  if (committing !== null) return [{ type: 'lose', failure: RESTORED }];
  const stopped: DeliveryEvent = { type: record.kind === 'part' ? 'hold' : 'cancel' };
  return state === 'publishing' ? [{ type: 'release' }, stopped] : [stopped];
}

const RESTORED: Failure = { kind: 'timeout', message: 'The request was under way when the backup was made' };

/** Once, in private: what went out since the backup is theirs to look up. */
async function tellAdmins(tx: Tx, backupAt: Date): Promise<void> {
  const { rows } = await sql<Admin>`
    select c.id as "clientId", m.telegram_id as "chatId", coalesce(m.language, c.language) as language, c.name as brand,
      coalesce(m.zone, c.zone) as zone
    from client c join membership s on s.client_id = c.id join member m on m.id = s.member_id
    where s.role = 'admin' and s.removed_at is null`.execute(tx.sql);
  for (const { clientId, chatId, language, brand, zone } of rows) {
    const facts = { brand, from: wallClock(backupAt, zone), to: wallClock(tx.now, zone), zone: placeOf(zone) };
    await announce(tx, { chatId, clientId, language, key: 'told-restored', facts });
  }
}

interface Admin {
  readonly clientId: string;
  readonly chatId: string;
  readonly language: string;
  readonly brand: string;
  readonly zone: string;
}
