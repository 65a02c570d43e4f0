import { createHash } from 'node:crypto';
import type { MediaRef } from '../../src/domain/content.js';

/** A medium of a sample, named by its bytes. */
export function mediumOf(bytes: Buffer, measured: Omit<MediaRef, 'hash' | 'size'>): MediaRef {
  return { hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, ...measured };
}

/** Begins as a PNG of that size does, which is as far as simulated networks look. */
export function pngOf(width: number, height: number, bytes: number): Buffer {
  const data = Buffer.alloc(bytes);
  for (let at = 24; at + 4 <= bytes; at += 64) data.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  data.writeUInt32BE(0x89504e47, 0);
  data.write('\r\n\u001a\n\0\0\0\rIHDR', 4, 'latin1');
  data.writeUInt32BE(width, 16);
  data.writeUInt32BE(height, 20);
  return data;
}
