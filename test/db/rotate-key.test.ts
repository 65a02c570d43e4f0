import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { rotateKey } from '../../src/db/rotate-key.js';
import { countByKey } from '../../src/db/sealed-columns.js';
import type { Sql } from '../../src/db/sql.js';
import { createVault } from '../../src/db/vault.js';
import { openVault, readOwnKeys } from '../../src/db/vault-key.js';
import { keepProbe } from '../../src/db/vault-probe.js';
import type { Platform } from '../../src/platforms/platform.js';
import type { Vault } from '../../src/ports.js';
import { StartError } from '../../src/start-error.js';
import { renew } from '../../src/usecases/connect-account.js';
import { transact } from '../../src/usecases/desk.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { openHandWorker } from '../support/hand-worker.js';
import { quietLog } from '../support/log.js';
import { makeApproved, makeScene, type Scene } from '../support/rows.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const DAY_LATER = new Date('2026-11-22T12:00:01Z');
const [OLD, NEW, OTHER] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];

let it: DeskParts;
let db: Sql;
let dir: string;
/** What the network was given to open the account with, by its target. */
const given = new Map<string, string[]>();
beforeAll(async () => {
  it = await openDeskParts([sealedNetwork()]);
  db = it.db.sql;
  return () => it[Symbol.asyncDispose]();
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copydesk-keys-'));
  await sql`update social_account set credentials = null`.execute(db);
  await sql`delete from installation where key = 'vault_probe'`.execute(db);
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
});

test('everything is sealed anew by the first key, and nothing is left of the other one', async () => {
  const old = createVault(OLD);
  const scenes = await seal(old, 3);
  const before = [...old.keyIds()];
  const rotation = await rotateKey(db, { encryptionKeys: [NEW, OLD], dataDir: dir }, NOW);
  expect(rotation).toEqual({ anew: 4, sealed: 4, left: 0, older: [null] });
  for (const scene of scenes) expect(await credentialsOf(createVault(NEW), scene)).toBe(tokenOf(scene));
  expect(await everythingWith(`v1.${before[0]}.`)).toEqual([]);
  const again = await rotateKey(db, { encryptionKeys: [NEW, OLD], dataDir: dir }, NOW);
  expect(again).toEqual({ anew: 0, sealed: 4, left: 0, older: [null] });
});

test('what was interrupted half-way opens all the same, and goes on where it was', async () => {
  const scenes = await seal(createVault(OLD), 3);
  const place = { encryptionKeys: [NEW, OLD], dataDir: dir };
  const [stuck] = scenes
    .map(({ accountId }) => accountId)
    .toSorted()
    .slice(1);
  await sql
    .raw(`create function fail() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`)
    .execute(db);
  await sql
    .raw(
      `create trigger fail before update on social_account for each row when (old.id = '${stuck}') execute function fail()`,
    )
    .execute(db);
  await expect(rotateKey(db, place, NOW)).rejects.toThrow('cut off');
  await sql`drop function fail cascade`.execute(db);
  const both = createVault(() => [NEW, OLD]);
  for (const scene of scenes) expect(await credentialsOf(both, scene)).toBe(tokenOf(scene));
  // The probe is the last, so that the older key is still asked for.
  expect((await countByKey(db)).get(createVault(OLD).keyIds()[0] ?? '')).toBe(3);
  expect(await rotateKey(db, place, NOW)).toEqual({ anew: 3, sealed: 4, left: 0, older: [null] });
});

test('a key that is missing is asked for by name, before anything is changed', async () => {
  await seal(createVault(OLD), 2);
  await sql`update social_account set credentials = ${createVault(OTHER).seal('{}', 'somebody')}
    where id = (select id from social_account where credentials is not null limit 1)`.execute(db);
  const before = await content();
  const refused = rotateKey(db, { encryptionKeys: [NEW, OLD], dataDir: dir }, NOW);
  await expect(refused).rejects.toThrow(StartError);
  await expect(refused).rejects.toThrow('ENCRYPTION_KEY');
  expect(await content()).toBe(before);
});

test.each([
  ['with another key', [OTHER]],
  ['with the new key alone, while the old one has sealed something', [NEW]],
])('a start %s is refused, and leaves the database as it was', async (_what, encryptionKeys) => {
  await seal(createVault(OLD), 1);
  const before = await content();
  const opening = openDatabase({
    databaseUrl: it.db.url,
    dataDir: dir,
    kind: 'sandbox',
    vault: await openVault({ encryptionKeys, dataDir: dir }),
    log: quietLog,
  });
  await expect(opening).rejects.toThrow('set ENCRYPTION_KEY');
  expect(await content()).toBe(before);
});

test('while own keys change, what runs loses nothing: deliveries open, reconnects stay, and a day later the old key goes', async () => {
  const running = await openVault({ encryptionKeys: null, dataDir: dir });
  const other = await openVault({ encryptionKeys: null, dataDir: dir });
  const scenes = await seal(running, 30);
  const desk = { ...it.desk, vault: running };
  const worker = openHandWorker(desk, it.store);
  for (const scene of scenes) await makeApproved(db, scene, { dueAt: new Date(), texts: ['A', 'B'] });
  const reconnected = scenes.slice(0, 10);
  const place = { encryptionKeys: null, dataDir: dir };
  const [rotation] = await Promise.all([
    rotateKey(db, place, NOW),
    worker.workAt(new Date(Date.now() + 1_000)),
    ...reconnected.map(({ accountId }) =>
      transact({ ...desk, vault: other }, (tx) => renew({ ...desk, vault: other }, tx, { id: accountId }, `renewed`)),
    ),
  ]);
  // What was not due yet, behind a part that has just left.
  await worker.workAt(new Date(Date.now() + 1_000));
  expect(rotation).toMatchObject({ sealed: 31, left: 0, older: [new Date('2026-11-22T12:00:00Z')] });
  for (const scene of scenes) {
    const opened = given.get(targetOf(scene)) ?? [];
    expect(opened).toHaveLength(2);
    expect(opened.filter((token) => token !== tokenOf(scene) && token !== 'renewed')).toEqual([]);
  }
  for (const scene of reconnected) expect(await credentialsOf(running, scene)).toBe('renewed');
  expect(await rotateKey(db, place, NOW)).toMatchObject({ anew: 0, older: [new Date('2026-11-22T12:00:00Z')] });
  expect(await readOwnKeys(dir)).toHaveLength(2);
  expect(await rotateKey(db, place, DAY_LATER)).toMatchObject({ anew: 0, sealed: 31, older: [] });
  expect((await readFile(join(dir, 'encryption.key'), 'utf8')).trim()).toMatch(/^[0-9a-f]{64}$/);
  expect(await credentialsOf(other, scenes[29])).toBe(tokenOf(scenes[29]));
});

test('of two that change the key at once, one is told to wait', async () => {
  await seal(await openVault({ encryptionKeys: null, dataDir: dir }), 20);
  const place = { encryptionKeys: null, dataDir: dir };
  const both = await Promise.allSettled([rotateKey(db, place, NOW), rotateKey(db, place, NOW)]);
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  for (const why of refused) expect(why).toContain('Another process is changing the key');
  expect(refused.length).toBeLessThan(2);
  expect(await readOwnKeys(dir)).toHaveLength(2);
});

function sealedNetwork(): Platform {
  return {
    id: 'telegram',
    capabilities: { name: 'Sealed', textMax: 4096, captionMax: 1024, media: [] },
    render: ({ text }) => ({
      parts: text
        .split('\n')
        .map((line, i) => ({ name: i === 0 ? 'main' : `part${i}`, text: line, entities: [], media: [] })),
    }),
    preflight: () => [],
    connection: {
      fromPaste: () => ({ ok: false, reason: 'not_this' }),
      identify: () => Promise.reject(new Error('Nobody asks')),
    },
    publisher: {
      async commit({ target, credentials }) {
        given.set(target, [...(given.get(target) ?? []), String(credentials)]);
        return { kind: 'published', remoteId: `${target}-${given.get(target)?.length}` };
      },
    },
  };
}

async function seal(vault: Vault, count: number): Promise<Scene[]> {
  await keepProbe(db, vault);
  const scenes: Scene[] = [];
  for (let i = 0; i < count; i += 1) {
    const scene = await makeScene(db);
    scenes.push(scene);
    await sql`update social_account set credentials = ${vault.seal(JSON.stringify(tokenOf(scene)), scene.accountId)},
      external_id = ${targetOf(scene)} where id = ${scene.accountId}`.execute(db);
  }
  return scenes;
}

function tokenOf(scene: Scene | undefined): string {
  return `token of ${scene?.accountId}`;
}

function targetOf({ accountId }: Scene): string {
  return `target ${accountId}`;
}

async function credentialsOf(vault: Vault, scene: Scene | undefined): Promise<unknown> {
  const { rows } = await sql<{
    credentials: string;
  }>`select credentials from social_account where id = ${scene?.accountId ?? ''}`.execute(db);
  return JSON.parse(vault.open(rows[0]?.credentials ?? '', scene?.accountId ?? ''));
}

async function content(): Promise<string> {
  const rows = await Promise.all(
    (await tables()).map((name) => sql`select * from ${sql.table(name)} order by 1`.execute(db)),
  );
  return JSON.stringify(rows.map((found) => found.rows));
}

/** Tables in which this text is anywhere. */
async function everythingWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await tables()) {
    const { rows } = await sql`select from ${sql.table(name)} t where strpos(t::text, ${text}) > 0`.execute(db);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}
