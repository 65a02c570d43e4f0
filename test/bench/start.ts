import { join } from 'node:path';
import { startBarePostgres } from './bare-postgres.js';
import { startBuilt, startSkeleton } from './built.js';
import type { Figure } from './figure.js';

const RUNS = 3;

/**
 * From the exec of the built program to ready, with a fresh data directory and again with the same one. Beside it what nobody gets
 * around: loading these libraries, and for a fresh directory making a cluster of the same server and starting it.
 */
export async function start(dir: string): Promise<Figure[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const skeleton: number[] = [];
  const server: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const dataDir = join(dir, `started-${run}`);
    for (const times of [cold, warm]) {
      await using built = await startBuilt(dataDir, dir);
      times.push(built.readySeconds);
    }
    await using bare = await startSkeleton(dir);
    skeleton.push(bare.readySeconds);
    await using postgres = await startBarePostgres(dir);
    server.push(postgres.madeSeconds);
  }
  const least = skeleton.map((seconds, run) => seconds + (server[run] ?? Number.NaN));
  return [
    {
      what: 'cold start to ready (bare: libraries, then initdb and server)',
      unit: 's',
      runs: cold,
      bare: least,
      goal: 4,
    },
    { what: 'restart to ready (bare: libraries)', unit: 's', runs: warm, bare: skeleton, goal: 2 },
    { what: 'initdb and start of the bare server', unit: 's', runs: server },
  ];
}
