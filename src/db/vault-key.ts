import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskStartError, StartError } from '../start-error.js';
import { ownLikeDirectory } from './embedded/ownership.js';
import { createVault, KEY_BYTES, type KeySource } from './vault.js';
import type { Vault } from '../ports.js';

/** A line of the key file. */
export interface OwnKey {
  readonly key: Buffer;
  /** Of one that has been replaced: from then on it may go. */
  readonly until: Date | null;
}

export interface KeyPlace {
  /** By the environment; null: the installation's own. */
  readonly encryptionKeys: readonly Buffer[] | null;
  readonly dataDir: string;
}

export async function openVault({ encryptionKeys, dataDir }: KeyPlace): Promise<Vault> {
  return createVault(encryptionKeys ? () => encryptionKeys : await ownKeys(dataDir));
}

/** The installation's own keys, in `dir`: one is made the first time, readable by this user only. What is changed there counts at once. */
export async function ownKeys(dir: string): Promise<KeySource> {
  try {
    await mkdir(dir, { recursive: true });
    await readOwnKeys(dir);
    return followKeys(keyFile(dir));
  } catch (error) {
    throw diskStartError(error, dir) ?? error;
  }
}

/** The first seals; makes one where there is none. */
export async function readOwnKeys(dir: string): Promise<readonly OwnKey[]> {
  const path = keyFile(dir);
  const read = async () => parse(path, await readFile(path, 'utf8'));
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  await write(path, [{ key: randomBytes(KEY_BYTES), until: null }], link);
  return read();
}

/** Whole or not at all; processes that run take it from there. */
export async function writeOwnKeys(dir: string, keys: readonly OwnKey[]): Promise<void> {
  await write(keyFile(dir), keys, rename);
}

function keyFile(dir: string): string {
  return join(dir, 'encryption.key');
}

/** Looked at with each use, which is cheap: a process that seals with a key that has been replaced would undo that. */
function followKeys(path: string): KeySource {
  let seen = '';
  let keys: readonly Buffer[] = [];
  return () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    const now = stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : seen;
    if (now === seen) return keys;
    try {
      keys = parse(path, readFileSync(path, 'utf8')).map(({ key }) => key);
      seen = now;
    } catch (error) {
      // Somebody is at work on the file: what was in it before goes on.
      if (keys.length === 0) throw error;
    }
    return keys;
  };
}

function parse(path: string, text: string): readonly OwnKey[] {
  const lines = text.trim().split('\n');
  return lines.map((line) => {
    const [, hex = '', until] = /^([0-9a-f]{64})(?: until (\S+Z))?$/i.exec(line.trim()) ?? [];
    const made = { key: Buffer.from(hex, 'hex'), until: until === undefined ? null : new Date(until) };
    if (made.key.length === KEY_BYTES && !Number.isNaN(made.until?.getTime())) return made;
    throw new StartError(`${path} is damaged: put back its copy, for nothing else opens what was sealed with it.`);
  });
}

/** `place` puts it where it belongs: `link` never over another one, so that of two processes that start at once one makes it. */
async function write(
  path: string,
  keys: readonly OwnKey[],
  place: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const written = `${path}.${randomBytes(6).toString('hex')}`;
  const lines = keys.map(({ key, until }) => `${key.toString('hex')}${until ? ` until ${until.toISOString()}` : ''}\n`);
  const file = await open(written, 'wx', 0o600);
  try {
    await file.writeFile(lines.join(''));
    await file.sync();
    await ownLikeDirectory(written);
    await place(written, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await file.close();
    await rm(written, { force: true });
  }
}
