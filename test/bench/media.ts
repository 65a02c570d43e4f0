import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { sampleVideo } from '../media/sample-video.js';
import type { Figure } from './figure.js';

const RUNS = 3;
const cost = z.object({ ms: z.number(), megabytes: z.number() });
type Cost = z.infer<typeof cost>;

/** A telephone's picture to what Instagram takes, against sharp alone; a large video on its way in, against copying its file. */
export async function media(dir: string): Promise<Figure[]> {
  // What /proc tells is asked of Linux alone.
  if (process.platform !== 'linux') return [];
  const root = join(dir, 'media');
  await mkdir(root);
  const files = await makeFiles(root);
  const measure = async (work: string, of: readonly [file: string, small: string]): Promise<Cost[]> => {
    const costs: Cost[] = [];
    for (let run = 0; run < RUNS; run += 1) costs.push(await workInProcess(work, join(root, `${work}-${run}`), of));
    return costs;
  };
  const one = await measure('rendition', files.picture);
  const bareOne = await measure('bareRendition', files.picture);
  const many = await measure('renditions', files.picture);
  const video = await measure('video', files.video);
  const bareVideo = await measure('bareVideo', files.video);
  return [
    { what: '4000 × 3000 to a rendition (bare: sharp)', unit: 'ms', runs: ms(one), bare: ms(bareOne), goal: 600 },
    { what: 'its memory above idle', unit: 'MB', runs: megabytes(one), bare: megabytes(bareOne), goal: 150 },
    { what: 'memory above idle of four asked for at once', unit: 'MB', runs: megabytes(many), goal: 150 },
    { what: '200 MB video taken in (bare: its file copied)', unit: 'ms', runs: ms(video), bare: ms(bareVideo) },
    { what: 'its memory above idle', unit: 'MB', runs: megabytes(video), bare: megabytes(bareVideo), goal: 100 },
  ];
}

function ms(costs: readonly Cost[]): number[] {
  return costs.map((each) => each.ms);
}

function megabytes(costs: readonly Cost[]): number[] {
  return costs.map((each) => each.megabytes);
}

async function makeFiles(root: string) {
  const path = (name: string) => join(root, name);
  await writeFile(path('large.jpg'), await photo(4000, 3000));
  await writeFile(path('small.jpg'), await photo(40, 30));
  await writeFile(path('large.mp4'), await sampleVideo({ sound: true, seconds: 200, packetBytes: 40_000 }));
  await writeFile(path('small.mp4'), await sampleVideo({ sound: true }));
  return {
    picture: [path('large.jpg'), path('small.jpg')],
    video: [path('large.mp4'), path('small.mp4')],
  } as const;
}

/** Slopes with some noise: neither the easiest picture nor one that no camera takes. */
function photo(width: number, height: number): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * 3);
  for (let i = 0; i < raw.length; i += 1) raw[i] = ((i % (width * 3)) / 60 + (i >> 14) * 3 + ((i * 7919) % 13)) & 255;
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function workInProcess(work: string, dir: string, [file, small]: readonly [string, string]): Promise<Cost> {
  const script = join(PACKAGE_ROOT, 'dist', 'test', 'bench', 'media-work.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, work, dir, file, small]);
  return cost.parse(JSON.parse(stdout));
}
