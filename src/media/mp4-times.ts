import type { FileHandle } from 'node:fs/promises';
import { writeAll } from './write-all.js';

const CONTAINERS = ['moov', 'trak', 'mdia'];
const DATED = ['mvhd', 'tkhd', 'mdhd'];

/** Writes zeros over when a file was made, so that the same video taken twice is one file, and nobody learns when it was taken. */
export async function clearTimes(file: FileHandle, moov: { data: Uint8Array; position: number }): Promise<void> {
  const box = Buffer.from(moov.data);
  clearIn(box);
  await writeAll(file, box, moov.position);
}

function clearIn(boxes: Buffer): void {
  for (let at = 0; at + 8 <= boxes.length;) {
    const size = boxes.readUInt32BE(at);
    if (size < 8) return;
    const type = boxes.toString('latin1', at + 4, at + 8);
    const body = boxes.subarray(at + 8, at + size);
    if (CONTAINERS.includes(type)) clearIn(body);
    // Made and changed, of eight bytes each from version 1 on.
    if (DATED.includes(type)) body.fill(0, 4, body[0] === 0 ? 12 : 20);
    at += size;
  }
}
