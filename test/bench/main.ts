import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { album } from './album.js';
import { due } from './due.js';
import { type Figure, type Note, table } from './figure.js';
import { large } from './large.js';
import { media } from './media.js';
import { memory } from './memory.js';
import { preflight } from './preflight.js';
import { systemClock } from '../../src/system.js';
import { keepResults } from './results.js';
import { start } from './start.js';
import { taps } from './taps.js';
import { tapsMoving as moving } from './taps-moving.js';
import { throughput } from './throughput.js';
import { webhook } from './webhook.js';

/** Each measures some of the "Numbers to reach" below one directory; `npm run bench -- start taps` runs these two alone. */
const BENCHES: Readonly<Record<string, (dir: string, note: Note) => Promise<Figure[]>>> = {
  start,
  memory,
  media,
  preflight,
  album,
  due,
  throughput,
  webhook,
  large,
  taps,
  moving,
};

const wanted = process.argv.slice(2);
const load = () => loadavg()[0]?.toFixed(1);
const figures: Figure[] = [];
const sections = new Map<string, string>();
const dir = await mkdtemp(join(tmpdir(), 'copydesk-bench-'));
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const [from, before] = [performance.now(), load()];
    const notes: string[] = [];
    const found = await bench(dir, (title, text) => notes.push(`### ${title}\n\n\`\`\`\n${text}\n\`\`\``));
    figures.push(...found);
    const at = systemClock.now().toISOString().slice(0, 16).replace('T', ' ');
    const machine = `${availableParallelism()} cores, load ${before} before and ${load()} after, Node ${process.version}`;
    const head = `## ${name}\n\n${at} UTC, by \`npm run bench -- ${name}\`: ${machine}`;
    sections.set(name, [head, table(found), ...notes].join('\n\n'));
    process.stderr.write(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s; ${machine}\n`);
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
process.stdout.write(`${table(figures)}\n`);
await keepResults(Object.keys(BENCHES), sections);
process.exit();
