import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { StartError } from '../start-error.js';
import { countByKey, sealAnew } from './sealed-columns.js';
import type { Sql } from './sql.js';
import { KEY_BYTES } from './vault.js';
import { type KeyPlace, openVault, readOwnKeys, writeOwnKeys } from './vault-key.js';
import { refuseOtherKey } from './vault-probe.js';

/** Any number only we use: two that make a new key at once would each throw the other's away. */
const ROTATION_LOCK = 0xc0df;
/** Links that an older key signed are good for hours; a day later nobody holds one. */
const KEEP_MS = 24 * 3_600_000;
/** Whoever still seals with an older key keeps it from ending. */
const PASSES_MAX = 5;

export interface Rotation {
  /** Sealed anew just now. */
  readonly anew: number;
  /** Sealed by the key that seals now. */
  readonly sealed: number;
  /** Still sealed by an older one, because somebody goes on sealing with it. */
  readonly left: number;
  /** The older keys that are still known; of own ones, when each may go. */
  readonly older: readonly (Date | null)[];
}

/**
 * Moves the database on to the key that seals now; where the keys are the installation's own, a new one is made for that. May be interrupted
 * anywhere and run again, beside processes at work: they open what either key has sealed.
 */
export async function rotateKey(db: Sql, place: KeyPlace, now: Date): Promise<Rotation> {
  return db.transaction().execute(async (locked) => {
    // Ends with its transaction, also where we are killed.
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${ROTATION_LOCK}) as mine`.execute(
      locked,
    );
    if (!rows[0]?.mine)
      throw new StartError('Another process is changing the key of this desk: wait until it has ended.');
    return rotateAlone(db, place, now);
  });
}

async function rotateAlone(db: Sql, place: KeyPlace, now: Date): Promise<Rotation> {
  await refuseOtherKey(db, await openVault(place));
  if (!place.encryptionKeys) await makeNewKey(place.dataDir, now);
  const vault = await openVault(place);
  let anew = 0;
  for (let pass = 0, found = 1; found > 0 && pass < PASSES_MAX; pass += 1) {
    found = await sealAnew(db, vault);
    anew += found;
  }
  const counts = await countByKey(db);
  const [first = '', ...others] = vault.keyIds();
  const sealed = counts.get(first) ?? 0;
  const left = [...counts.values()].reduce((sum, count) => sum + count, 0) - sealed;
  const older = place.encryptionKeys
    ? others.map(() => null)
    : await dropOldKeys(place.dataDir, anew + left === 0, now);
  return { anew, sealed, left, older };
}

/** The old one stays behind it for a day. One that is there already is from a run before, perhaps an interrupted one. */
async function makeNewKey(dir: string, now: Date): Promise<void> {
  const [current, ...older] = await readOwnKeys(dir);
  if (!current || older.length > 0) return;
  const made = { key: randomBytes(KEY_BYTES), until: null };
  await writeOwnKeys(dir, [made, { ...current, until: new Date(now.getTime() + KEEP_MS) }]);
}

async function dropOldKeys(dir: string, isUnused: boolean, now: Date): Promise<readonly (Date | null)[]> {
  const keys = await readOwnKeys(dir);
  const kept = keys.filter(({ until }) => until === null || until > now || !isUnused);
  if (kept.length < keys.length) await writeOwnKeys(dir, kept);
  return kept.slice(1).map(({ until }) => until);
}

/** For who keeps the keys in the environment. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('hex');
}
