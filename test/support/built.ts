import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockDirectory } from '../../src/db/embedded/lock.js';
import { startTimeOf } from '../../src/db/embedded/processes.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { StartError } from '../../src/start-error.js';
import { until } from './until.js';

/** Not `dist` itself, which a developer's compiler or `npm start` may be writing at this moment. */
const OUT = join(PACKAGE_ROOT, 'dist/for-tests');

const TSCONFIG = {
  extends: '../../src/tsconfig.json',
  compilerOptions: { rootDir: '../..', outDir: '.', tsBuildInfoFile: 'build.tsbuildinfo' },
  include: ['../../src', '../../bot', '../../jobs'],
  exclude: [],
};

let built: Promise<string> | null = null;

/** The program as a stranger runs it, compiled once in a run of the tests. Returns the path of its `main.js`. */
export function builtMain(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  await mkdir(OUT, { recursive: true });
  await using _ = await takeTurns();
  // Files of tests are processes of one parent.
  const run = `${process.ppid} ${await startTimeOf(process.ppid)}`;
  const mark = join(OUT, 'built-by');
  if ((await readFile(mark, 'utf8').catch(() => '')) !== run) {
    await writeFile(join(OUT, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    await promisify(execFile)(process.execPath, [join(PACKAGE_ROOT, 'node_modules/typescript/bin/tsc'), '-p', OUT]);
    await writeFile(mark, run);
  }
  return join(OUT, 'src/main.js');
}

/** One process builds, the others wait for it. */
async function takeTurns(): Promise<AsyncDisposable> {
  const taken = await new Promise<Awaited<ReturnType<typeof lockDirectory>>>((resolve, reject) => {
    const attempt = async (): Promise<boolean> => {
      try {
        resolve(await lockDirectory(OUT));
        return true;
      } catch (error) {
        if (error instanceof StartError) return false;
        throw error;
      }
    };
    until('the program to be built', attempt, 90_000).catch(reject);
  });
  return { [Symbol.asyncDispose]: () => taken.release() };
}
