import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { MediaRef } from '../../src/domain/content.js';

/** A medium of a sample, named by its bytes. */
export function mediumOf(bytes: Buffer, measured: Omit<MediaRef, 'hash' | 'size'>): MediaRef {
  return { hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, ...measured };
}

/** A PNG of that size in one colour; a chunk that nobody reads makes it as long as is asked, where it is not longer already. */
export function pngOf(width: number, height: number, bytes: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits of grey.
  header[8] = 8;
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  const whole = [
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ];
  const length = Buffer.concat(whole).length;
  return Buffer.concat(whole.toSpliced(2, 0, chunk('teSt', Buffer.alloc(Math.max(0, bytes - length - 12), 7))));
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
