import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDirectory, type DirectoryLock } from '../../src/db/embedded/lock.js';
import { run } from '../../src/db/embedded/processes.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { StartError } from '../../src/start-error.js';
import { until } from './until.js';

const HOME = join(PACKAGE_ROOT, 'dist/for-tests');
/** In a path that many a program stumbles over; what is installed is found further up. */
const COPY = join(HOME, 'з пробілом');
const MAIN = join(COPY, 'dist/src/main.js');
const USED = join(HOME, 'used');
const PARTS = ['package.json', '.npmrc', 'tsconfig.json', 'schema.graphql', 'src', 'bot', 'jobs'];
/** Time for a build on a machine that has much else to do. */
export const BUILD_MS = 240_000;

export interface Built {
  /** A copy of the package as a stranger has it, compiled: `dist` itself may be written at this moment. */
  readonly root: string;
  readonly main: string;
  /** A `DATA_DIR` in which a sandbox was at work and ended in order: a copy of it is ready sooner than a new one. */
  readonly used: string;
}

let built: Promise<Built> | null = null;

/** The program as `npm start` runs it, compiled once for as long as nothing in it changes. For `beforeAll`, with `BUILD_MS`. */
export function buildProgram(): Promise<Built> {
  built ??= build();
  return built;
}

async function build(): Promise<Built> {
  await mkdir(COPY, { recursive: true });
  const turn = await takeTurn();
  try {
    const state = await stateOfSources();
    const mark = join(HOME, 'built-from');
    if ((await readFile(mark, 'utf8').catch(() => '')) !== state) {
      await rm(mark, { force: true });
      for (const part of PARTS) {
        await rm(join(COPY, part), { recursive: true, force: true });
        await cp(join(PACKAGE_ROOT, part), join(COPY, part), { recursive: true });
      }
      await compile();
      await useOnce();
      await writeFile(mark, state);
    }
  } finally {
    await turn.release();
  }
  return { root: COPY, main: MAIN, used: USED };
}

/** What is installed counts by its list: the database that was used once is of that version. */
async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const part of [...PARTS, 'package-lock.json'])
    for (const file of await filesIn(join(PACKAGE_ROOT, part))) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).toSorted();
}

/** The same that `npm start` does when the build is stale. */
async function compile(): Promise<void> {
  const tsc = join(PACKAGE_ROOT, 'node_modules/typescript/bin/tsc');
  const { code, stdout } = await run(process.execPath, [tsc, '-p', join(COPY, 'src')]);
  if (code !== 0) throw new Error(`The program does not compile:\n${stdout}`);
}

async function useOnce(): Promise<void> {
  await rm(USED, { recursive: true, force: true });
  const { PATH } = process.env;
  const program = spawn(process.execPath, [MAIN], {
    env: { PATH, DATA_DIR: USED, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  let log = '';
  program.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  await until('it is ready', () => log.includes('Copydesk is ready') || program.exitCode !== null, 60_000);
  program.kill('SIGTERM');
  await ended;
  if (program.exitCode !== 0) throw new Error(`The program did not work:\n${log}`);
}

/** One process builds, the others wait for it. */
function takeTurn(): Promise<DirectoryLock> {
  return new Promise((resolve, reject) => {
    const attempt = async (): Promise<boolean> => {
      try {
        resolve(await lockDirectory(HOME));
        return true;
      } catch (error) {
        if (error instanceof StartError) return false;
        throw error;
      }
    };
    until('the program to be built', attempt, BUILD_MS).catch(reject);
  });
}
