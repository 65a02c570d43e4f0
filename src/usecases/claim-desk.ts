import { sql } from 'kysely';
import { codeHash } from '../domain/one-time-code.js';
import { type Desk, transact, type Tx } from './desk.js';
import { knowPerson, type Person } from './know-person.js';

const WITHIN_MS = 3_600_000;
/** Wrong codes within that time. There is no bound for all together: of 2^64 codes nobody finds one, and strangers could keep the operator out. */
const OF_ONE_PERSON = 5;
const CODE_BYTES = 8;

/** Any number only we use: two people cannot found one desk. */
const DESK_LOCK = 0xc1a1;

/** Until the transaction ends, nobody else decides who founds the desk. */
export async function lockDesk(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${DESK_LOCK})`.execute(tx.sql);
}

/**
 * A new code for whoever starts the desk in the chat, kept as a hash only; the one before is void, also that of another process. Null where
 * somebody runs the desk already.
 */
async function makeClaimCode(desk: Desk): Promise<string | null> {
  const code = Buffer.from(desk.ids.secret(CODE_BYTES), 'base64url').toString('hex');
  return transact(desk, async (tx) => {
    await lockDesk(tx);
    if (await isClaimed(tx)) return null;
    await sql`insert into installation (key, value) values ('claim_code', ${codeHash(code)})
      on conflict (key) do update set value = excluded.value`.execute(tx.sql);
    return code;
  });
}

/** For the operator, in the log and on the terminal: how to take over a desk that nobody runs yet. Null where somebody does. */
export async function claimSentence(
  desk: Desk,
  adminTelegramIds: readonly string[],
  name: string | null,
): Promise<string | null> {
  const bot = name === null ? 'your bot' : `@${name}`;
  if (adminTelegramIds.length > 0) {
    const isOpen = await transact(desk, async (tx) => {
      await dropCode(tx);
      return !(await isClaimed(tx));
    });
    return isOpen ? `Nobody runs this desk yet: one of ADMIN_TELEGRAM_IDS sends /start to ${bot} in Telegram.` : null;
  }
  const code = await makeClaimCode(desk);
  return code === null ? null : `Nobody runs this desk yet: send /start ${code} to ${bot} in Telegram to set it up.`;
}

/**
 * Makes this person the founder of a desk that nobody runs yet: they are on the operator's list, or have the code. False for everybody else,
 * and for who has tried too often; which of these it is, nobody is told.
 */
export async function claimDesk(
  desk: Desk,
  { person, code, adminTelegramIds }: { person: Person; code: string; adminTelegramIds: readonly string[] },
): Promise<boolean> {
  return transact(desk, async (tx) => {
    await lockDesk(tx);
    if (await isClaimed(tx)) return false;
    if (!adminTelegramIds.includes(person.telegramId) && !(await isRightCode(tx, person, code))) return false;
    const memberId = await knowPerson(desk, tx, person);
    await sql`insert into setup (id, member_id, created_at) values (${desk.ids.uuid()}, ${memberId}, ${tx.now})
      on conflict do nothing`.execute(tx.sql);
    await sql`delete from claim_try`.execute(tx.sql);
    await dropCode(tx);
    return true;
  });
}

async function dropCode(tx: Tx): Promise<void> {
  await sql`delete from installation where key = 'claim_code'`.execute(tx.sql);
}

/** Somebody runs it, or is about to. */
async function isClaimed(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ claimed: boolean }>`select
    exists (select from membership where role = 'admin' and removed_at is null) as claimed`.execute(tx.sql);
  return rows[0]?.claimed ?? true;
}

async function isRightCode(tx: Tx, { telegramId }: Person, code: string): Promise<boolean> {
  if (code === '') return false;
  const since = new Date(tx.now.getTime() - WITHIN_MS);
  await sql`delete from claim_try where at <= ${since}`.execute(tx.sql);
  const { rows } = await sql<{ own: number; hash: string | null }>`select count(*)::int as own,
    (select value from installation where key = 'claim_code') as hash
    from claim_try where telegram_id = ${telegramId}`.execute(tx.sql);
  const [tries] = rows;
  if (!tries || tries.own >= OF_ONE_PERSON) return false;
  if (tries.hash === codeHash(code)) return true;
  await sql`insert into claim_try (telegram_id, at) values (${telegramId}, ${tx.now})`.execute(tx.sql);
  return false;
}
