import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { album } from './album.js';
import { due } from './due.js';
import { type Figure, table } from './figure.js';
import { media } from './media.js';
import { memory } from './memory.js';
import { preflight } from './preflight.js';
import { start } from './start.js';
import { taps } from './taps.js';
import { tapsMoving as moving } from './taps-moving.js';
import { throughput } from './throughput.js';

/** Each measures some of the "Numbers to reach" below one directory; `npm run bench -- start taps` runs these two alone. */
const BENCHES: Readonly<Record<string, (dir: string) => Promise<Figure[]>>> = {
  start,
  memory,
  media,
  preflight,
  album,
  due,
  throughput,
  taps,
  moving,
};

const wanted = process.argv.slice(2);
const load = () => loadavg()[0]?.toFixed(1);
const before = load();
const figures: Figure[] = [];
const dir = await mkdtemp(join(tmpdir(), 'copydesk-bench-'));
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const from = performance.now();
    figures.push(...(await bench(dir)));
    process.stderr.write(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
process.stdout.write(`${table(figures)}\n\n`);
process.stdout.write(
  `${availableParallelism()} cores, load ${before} before and ${load()} after, Node ${process.version}\n`,
);
process.exit();
