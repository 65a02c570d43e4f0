import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDirectory, type DirectoryLock } from '../../src/db/embedded/lock.js';
import { run, startTimeOf } from '../../src/db/embedded/processes.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { StartError } from '../../src/start-error.js';
import { until } from './until.js';

const HOME = join(PACKAGE_ROOT, 'dist/for-tests');
/** In a path that many a program stumbles over; what is installed is found further up. */
const COPY = join(HOME, 'з пробілом');
const MAIN = join(COPY, 'dist/src/main.js');
const USED = join(HOME, 'used');
const PARTS = ['package.json', '.npmrc', 'tsconfig.json', 'schema.graphql', 'src', 'bot', 'jobs'];

export interface Built {
  /** A copy of the package as a stranger has it, compiled: `dist` itself may be written at this moment. */
  readonly root: string;
  readonly main: string;
  /** A `DATA_DIR` in which a sandbox was at work and ended in order: a copy of it is ready sooner than a new one. */
  readonly used: string;
}

let built: Promise<Built> | null = null;

/** The program as `npm start` runs it, compiled once in a run of the tests. */
export function buildProgram(): Promise<Built> {
  built ??= build();
  return built;
}

async function build(): Promise<Built> {
  await mkdir(COPY, { recursive: true });
  const turn = await takeTurn();
  try {
    // The processes that files of tests run in have one parent.
    const parent = `${process.ppid} ${await startTimeOf(process.ppid)}`;
    const mark = join(HOME, 'built-by');
    if ((await readFile(mark, 'utf8').catch(() => '')) !== parent) {
      for (const part of PARTS) {
        await rm(join(COPY, part), { recursive: true, force: true });
        await cp(join(PACKAGE_ROOT, part), join(COPY, part), { recursive: true });
      }
      await compile();
      await useOnce();
      await writeFile(mark, parent);
    }
  } finally {
    await turn.release();
  }
  return { root: COPY, main: MAIN, used: USED };
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
    until('the program to be built', attempt, 120_000).catch(reject);
  });
}
