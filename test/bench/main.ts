import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { album } from './album.js';
import { due } from './due.js';
import { type Figure, type Note, table } from './figure.js';
import { large } from './large.js';
import { media } from './media.js';
import { memory } from './memory.js';
import { preflight } from './preflight.js';
import { systemClock } from '../../src/system.js';
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
const before = load();
const figures: Figure[] = [];
const notes: string[] = [];
const dir = await mkdtemp(join(tmpdir(), 'copydesk-bench-'));
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const from = performance.now();
    figures.push(...(await bench(dir, (title, text) => notes.push(`## ${title}\n\n\`\`\`\n${text}\n\`\`\`\n`))));
    process.stderr.write(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
const machine = `${availableParallelism()} cores, load ${before} before and ${load()} after, Node ${process.version}`;
process.stdout.write(`${table(figures)}\n\n${machine}\n`);
// A part of them would leave the rest as it never was.
if (wanted.length === 0) {
  const date = systemClock.now().toISOString().slice(0, 10);
  const head = `# Results\n\n${date}, by \`npm run bench\`: ${machine}.\n`;
  await writeFile(join(PACKAGE_ROOT, 'test/bench/RESULTS.md'), [head, `${table(figures)}\n`, ...notes].join('\n'));
}
process.exit();
