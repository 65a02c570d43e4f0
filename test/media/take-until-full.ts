import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { MediaFull } from '../../src/domain/media-full.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { sampleVideo } from './sample-video.js';

/** Run by `full-disk.test.ts` on a disk of a megabyte, where a video has room once and its copy has none: says what came of it. */
const root = process.argv[2] ?? '';
let forgotten = 0;
process.on('unhandledRejection', () => (forgotten += 1));
const room = openMediaRoom(await openDiskStore(root));
const video = await sampleVideo({ seconds: 7, packetBytes: 4_000 });
const thrown = await room.take({ source: Readable.from([video]) }, 10_000_000).catch((error: unknown) => error);
const entries = await readdir(root, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).length;
console.log(JSON.stringify({ bytes: video.length, isFull: thrown instanceof MediaFull, files, forgotten }));
