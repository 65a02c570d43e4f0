import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { type Program, startProgram } from './program.js';

/** The program as `npm start` runs it once it is built, a sandbox in this directory. */
export function startBuilt(dataDir: string, cwd: string): Promise<Program> {
  return run('src/main.js', cwd, '"Copydesk is ready"', { DATA_DIR: dataDir, PORT: '0' });
}

export function startSkeleton(cwd: string): Promise<Program> {
  return run('test/bench/skeleton.js', cwd, 'skeleton ready');
}

/** Anywhere but in the project, whose `.env` would be read. */
function run(file: string, cwd: string, ready: string, env: NodeJS.ProcessEnv = {}): Promise<Program> {
  const command = [process.execPath, '--enable-source-maps', join(PACKAGE_ROOT, 'dist', file)];
  return startProgram({ command, cwd, ready, env });
}

/** Where the sandbox that `startBuilt` starts keeps its database. */
export function clusterOf(dataDir: string): string {
  return join(dataDir, 'sandbox', 'postgres', 'cluster', 'data');
}
