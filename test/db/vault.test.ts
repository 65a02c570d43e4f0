import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createVault } from '../../src/db/vault.js';
import { ownKeys, readOwnKeys, writeOwnKeys } from '../../src/db/vault-key.js';
import { StartError } from '../../src/start-error.js';

const KEY = Buffer.alloc(32, 1);
const SECRET = 'IGAAtoken ✓';
const vault = createVault(KEY);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copydesk-vault-'));
  return () => rm(dir, { recursive: true, force: true });
});

test('opens what it sealed, which looks different each time', () => {
  const [one, two] = [vault.seal(SECRET, 'account'), vault.seal(SECRET, 'account')];
  expect(one).not.toBe(two);
  expect(one).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
  expect(vault.open(one, 'account')).toBe(SECRET);
  expect(createVault(Buffer.alloc(32, 1)).open(two, 'account')).toBe(SECRET);
});

const sealed = vault.seal(SECRET, 'account');
test.each([
  ['for something else', sealed, 'other account', KEY],
  ['by another key', sealed, 'account', Buffer.alloc(32, 2)],
  ['and changed since', sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')), 'account', KEY],
  ['and cut short', sealed.slice(0, -4), 'account', KEY],
  ['with a shorter tag', sealed.split('.').slice(0, 3).join('.') + '.AAAA', 'account', KEY],
  ['by nobody', 'IGAAtoken', 'account', KEY],
])('does not open what was sealed %s', (_what, text, purpose, key) => {
  expect(() => createVault(key).open(text, purpose)).toThrow(Error);
});

test('derives another key for each purpose, always the same', () => {
  expect(vault.deriveKey('media')).toEqual(createVault(KEY).deriveKey('media'));
  expect(vault.deriveKey('media')).toHaveLength(32);
  expect(vault.deriveKey('media')).not.toEqual(vault.deriveKey('uploads'));
});

test('of several keys the first seals, all open, and what any of them signs is known', () => {
  const [older, newer] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const both = createVault(() => [newer, older]);
  expect(both.open(vault.seal(SECRET, 'account'), 'account')).toBe(SECRET);
  const anew = both.seal(SECRET, 'account');
  expect(createVault(newer).open(anew, 'account')).toBe(SECRET);
  expect(() => createVault(older).open(anew, 'account')).toThrow('another key');
  expect(anew.split('.')[1]).toBe(both.keyIds()[0]);
  expect(both.deriveKey('media')).toEqual(createVault(newer).deriveKey('media'));
  expect(both.deriveKeys('media')).toEqual([newer, older].map((key) => createVault(key).deriveKey('media')));
});

test('a process that runs seals with a new key as soon as its file has one, and opens what others sealed with it', async () => {
  const place = join(dir, 'changed');
  const [running, other] = [createVault(await ownKeys(place)), createVault(await ownKeys(place))];
  const before = running.seal(SECRET, 'account');
  const [own] = await readOwnKeys(place);
  const newer = Buffer.alloc(32, 3);
  const until = new Date('2026-11-22T10:00:00Z');
  await writeOwnKeys(place, [
    { key: newer, until: null },
    { key: own?.key ?? newer, until },
  ]);
  const after = other.seal(SECRET, 'account');
  expect(createVault(newer).open(after, 'account')).toBe(SECRET);
  expect([before, after].map((text) => running.open(text, 'account'))).toEqual([SECRET, SECRET]);
  expect((await readOwnKeys(place)).map((key) => key.until)).toEqual([null, until]);
  expect((await stat(join(place, 'encryption.key'))).mode & 0o777).toBe(0o600);
  await writeFile(join(place, 'encryption.key'), `${newer.toString('hex')} until somebody is finished editing`);
  expect(running.open(after, 'account')).toBe(SECRET);
  await expect(ownKeys(place)).rejects.toThrow(StartError);
});

test('processes that start at once agree on one key, which only this user reads', async () => {
  const place = join(dir, 'new');
  const sources = await Promise.all(Array.from({ length: 8 }, () => ownKeys(place)));
  const keys = sources.map((source) => source()[0]);
  for (const key of keys) expect(key).toEqual(keys[0]);
  expect(keys[0]).toHaveLength(32);
  expect((await stat(join(place, 'encryption.key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(place)).toEqual(['encryption.key']);
  expect(await readFile(join(place, 'encryption.key'), 'utf8')).toBe(`${keys[0]?.toString('hex')}\n`);
});

test('a damaged key is said by name, and is not replaced', async () => {
  await writeFile(join(dir, 'encryption.key'), 'half');
  await expect(ownKeys(dir)).rejects.toThrow(StartError);
  expect(await readFile(join(dir, 'encryption.key'), 'utf8')).toBe('half');
});
