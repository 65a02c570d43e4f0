import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { sampleVideoFile } from './sample-video.js';

const MEGABYTE = 1024 * 1024;
const LOOK_EVERY_MS = 5;

let rig: RoomRig;
beforeAll(async () => {
  rig = await openRoomRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

test('a video of 200 MB is taken without ever being in memory', async () => {
  const path = join(rig.root, 'large.mp4');
  await sampleVideoFile(path, { sound: true, seconds: 200, packetBytes: 40_000 });
  expect((await stat(path)).size).toBeGreaterThan(190 * MEGABYTE);
  const before = inMemory();
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, inMemory())), LOOK_EVERY_MS);
  const ref = await rig.room.take({ source: createReadStream(path) }, 300 * MEGABYTE);
  clearInterval(looking);
  expect(ref).toMatchObject({ kind: 'video', durationMs: 200_000 });
  expect((most - before) / MEGABYTE).toBeLessThan(100);
});

/** What is held, and what the collector has not come to yet. */
function inMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
