import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import type { Recipe } from '../../src/domain/recipe.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';

/** One piece of work on a file, in a process of its own, so that what it costs in memory is seen: prints milliseconds and megabytes. */
const [work = '', dir = '', file = '', small = ''] = process.argv.slice(2);
const MAX_BYTES = 300 * 1024 * 1024;
const RECIPE: Recipe = { format: 'jpeg', maxWidth: 1440, maxHeight: 1800, form: { ratio: 4 / 5, by: 'crop' } };

const room = openMediaRoom(await openDiskStore(dir));
const take = (path: string) => room.take({ source: createReadStream(path) }, MAX_BYTES);
const bare = (path: string) =>
  sharp(path)
    .resize(1440, 1800, { fit: 'cover' })
    .jpeg({ quality: 90, chromaSubsampling: '4:2:0', optimiseCoding: false })
    .toBuffer();

/** By name: what is done before, and what is measured. */
const WORKS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  async rendition() {
    const ref = await take(file);
    return () => room.shipment({ ...ref, recipe: RECIPE });
  },
  bareRendition: async () => () => bare(file),
  async renditions() {
    const ref = await take(file);
    // Other sizes of the same: none of them is there already.
    const recipes = [0, 1, 2, 3].map((less) => ({ ...RECIPE, maxWidth: RECIPE.maxWidth - less }));
    return () => Promise.all(recipes.map((recipe) => room.shipment({ ...ref, recipe })));
  },
  video: async () => () => take(file),
  bareVideo: async () => () => pipeline(createReadStream(file), createWriteStream(`${dir}/copied`)),
};

const prepare = WORKS[work];
if (!prepare) throw new Error(`There is no work called ${work}`);
// Everything that is loaded once is loaded with a small one.
const sample = await take(small);
if (sample.kind === 'photo') await room.shipment({ ...sample, recipe: RECIPE });
const idle = process.memoryUsage.rss() / 1024 / 1024;
const run = await prepare();
// The highest that memory stood begins anew here. What the system counts for a process begins with the memory of its parent.
await writeFile('/proc/self/clear_refs', '5');
const from = performance.now();
await run();
const ms = performance.now() - from;
const peak = /^VmHWM:\s+(\d+) kB/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
const megabytes = Number(peak) / 1024 - idle;
process.stdout.write(JSON.stringify({ ms, megabytes }));
