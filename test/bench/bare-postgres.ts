import { execFile } from 'node:child_process';
import { chown, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from '../../src/db/embedded/binaries.js';
import { findFreePort } from '../../src/db/embedded/port.js';
import { chooseRunAs } from '../../src/db/embedded/run-as.js';
import { type Program, startProgram } from './program.js';

export interface BarePostgres extends Program {
  readonly dataDir: string;
  /** From the first program's exec to a server that takes connections. */
  readonly madeSeconds: number;
}

const run = promisify(execFile);

/** What nobody gets around: the same programs make a cluster of the same kind and serve it with their own settings. */
export async function startBarePostgres(dir: string): Promise<BarePostgres> {
  const home = await mkdtemp(join(dir, 'bare-'));
  const binaries = await findBinaries(home);
  const runAs = await chooseRunAs(binaries, home);
  const [dataDir, passwordFile] = [join(home, 'data'), join(home, 'password')];
  await writeFile(passwordFile, 'bench', { mode: 0o600 });
  if (runAs.owner !== null) await chown(passwordFile, runAs.owner, -1);
  const port = await findFreePort();

  const from = performance.now();
  const making = runAs.command(binaries.initdb, [
    `--pgdata=${dataDir}`,
    `--pwfile=${passwordFile}`,
    '--username=bench',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  await run(making.command, making.args, { ...making.options, env: binaries.env, cwd: '/' });
  const serving = runAs.command(binaries.postgres, ['-D', dataDir, '-p', String(port), '-k', '']);
  const server = await startProgram({
    ...serving.options,
    command: [serving.command, ...serving.args],
    env: binaries.env,
    cwd: '/',
    ready: 'database system is ready to accept connections',
    stopBy: 'SIGINT',
  });
  return { ...server, dataDir, madeSeconds: (performance.now() - from) / 1000 };
}
