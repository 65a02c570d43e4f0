import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createVault } from '../../src/db/vault.js';
import { buildProgram } from '../support/built.js';
import { query } from '../support/empty-database.js';
import { createTestDatabase } from '../support/postgres.js';
import {
  beforeCleanUp,
  cleanUp,
  databaseUrlOf,
  makeDirectory,
  makeUsedDirectory,
  type Program,
  start,
} from './program.js';
import { TOKEN } from './real-desk.js';

afterEach(cleanUp);

const WITHIN_MS = 60_000;
/** Several programs start one after the other. */
const SLOW = { timeout: 3 * WITHIN_MS };

test('a new key is made beside a desk at work, and taken for done once that has stopped', SLOW, async () => {
  const dataDir = await makeUsedDirectory();
  const desk = await start({ dataDir });
  await desk.ready();
  const [before] = await keysIn(dataDir);
  const rotation = await rotateKey(dataDir);
  expect(await rotation.exit(WITHIN_MS)).toBe(0);
  expect(rotation.stdout()).toMatch(/^Sealed anew: 2\. Sealed by the key that seals now: 2\. The older key stays/);
  const [made, older] = await keysIn(dataDir);
  expect(made).toMatch(/^[0-9a-f]{64}$/);
  expect(older).toMatch(new RegExp(`^${before} until 20`));
  const url = await databaseUrlOf(dataDir);
  const sealed = await query(
    url,
    `select distinct split_part(credentials, '.', 2) as key from social_account where credentials is not null`,
  );
  expect(sealed).toHaveLength(1);
  desk.child.kill('SIGTERM');
  expect(await desk.exit(WITHIN_MS)).toBe(0);
  // No desk runs now: it starts the database for itself, and there is nothing left to do.
  const again = await rotateKey(dataDir);
  expect(await again.exit(WITHIN_MS)).toBe(0);
  expect(again.stdout()).toContain('Sealed anew: 0. Sealed by the key that seals now: 2.');
  expect(`${rotation.stderr()}${again.stderr()}${desk.stderr()}`).toBe('');
});

test('with keys in the environment it says the steps, and which key is missing', SLOW, async () => {
  const [dataDir, { url, drop }] = [await makeDirectory(), await createTestDatabase()];
  beforeCleanUp(drop);
  const [one, two] = [randomBytes(32), randomBytes(32)];
  const probe = createVault(one).seal('copydesk', 'probe');
  await query(url, `insert into installation (key, value) values ('vault_probe', '${probe}')`);
  const withKey = (key: Buffer) =>
    rotateKey(dataDir, { DATABASE_URL: url, TELEGRAM_BOT_TOKEN: TOKEN, ENCRYPTION_KEY: key.toString('hex') });
  const asked = await withKey(one);
  expect(await asked.exit(WITHIN_MS)).toBe(0);
  expect(asked.stdout()).toMatch(
    /ENCRYPTION_KEY holds one key[^]*1\. Add a new one behind it, after a comma, such as [0-9a-f]{64}\n/,
  );
  const missing = await withKey(two);
  expect(await missing.exit(WITHIN_MS)).toBe(1);
  expect(missing.stderr()).toMatch(
    /^The credentials in this database were sealed with another key: set ENCRYPTION_KEY[^\n]*\n$/,
  );
  const keys = `${two.toString('base64')}, ${one.toString('hex')}`;
  const both = await rotateKey(dataDir, { DATABASE_URL: url, TELEGRAM_BOT_TOKEN: TOKEN, ENCRYPTION_KEY: keys });
  expect(await both.exit(WITHIN_MS)).toBe(0);
  expect(both.stdout()).toContain(
    'Sealed anew: 1. Sealed by the key that seals now: 1. The other keys in ENCRYPTION_KEY',
  );
});

async function rotateKey(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const { root } = await buildProgram();
  return start({ dataDir, env, command: [process.execPath, join(root, 'dist/src/scripts/rotate-key.js')] });
}

async function keysIn(dataDir: string): Promise<string[]> {
  return (await readFile(join(dataDir, 'sandbox/encryption.key'), 'utf8')).trim().split('\n');
}
