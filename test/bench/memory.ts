import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverProcesses } from '../../src/db/embedded/processes.js';
import { startBarePostgres } from './bare-postgres.js';
import { clusterOf, startBuilt, startSkeleton } from './built.js';
import type { Figure } from './figure.js';
import { proportionalMegabytes, residentMegabytes } from './program.js';

const IDLE_MS = 20_000;

/** Idle for a while. Two servers share the pages of their program, so the bare one is measured when ours is gone. */
export async function memory(dir: string): Promise<Figure[]> {
  // What /proc tells is asked of Linux alone.
  if (process.platform !== 'linux') return [];
  const ours = await measureOurs(dir);
  await using postgres = await startBarePostgres(dir);
  await sleep(IDLE_MS / 4);
  const bareServer = await proportionalMegabytes(await serverProcesses(postgres.dataDir));
  return [
    {
      what: 'idle memory of the main process (bare: libraries)',
      unit: 'MB',
      runs: [ours.main],
      bare: [ours.skeleton],
      goal: 240,
    },
    {
      what: 'idle memory of the embedded server (bare: its own settings)',
      unit: 'MB',
      runs: [ours.server],
      bare: [bareServer],
      goal: 100,
    },
  ];
}

async function measureOurs(dir: string): Promise<{ main: number; skeleton: number; server: number }> {
  const dataDir = join(dir, 'idle');
  await using skeleton = await startSkeleton(dir);
  await using built = await startBuilt(dataDir, dir);
  await sleep(IDLE_MS);
  return {
    main: await residentMegabytes(built.pid),
    skeleton: await residentMegabytes(skeleton.pid),
    server: await proportionalMegabytes(await serverProcesses(clusterOf(dataDir))),
  };
}
