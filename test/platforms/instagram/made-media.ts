import { createHash } from 'node:crypto';
import type { MediaRef } from '../../../src/domain/content.js';

/** Begins as a JPEG of that size does, which is as far as simulated networks look. */
export function jpegOf(width: number, height: number, bytes = 2_000, seed = 0): Buffer {
  const data = Buffer.alloc(bytes, seed);
  data.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  data.set([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1], 20);
  data.writeUInt16BE(height, 25);
  data.writeUInt16BE(width, 27);
  data.set([0xff, 0xda], 39);
  data.set([0xff, 0xd9], bytes - 2);
  return data;
}

/** A film of that length without pictures; its index comes first unless it is asked otherwise. */
export function mp4Of(seconds: number, { indexFirst = true } = {}): Buffer {
  const mvhd = Buffer.alloc(100);
  mvhd.writeUInt32BE(1000, 12);
  mvhd.writeUInt32BE(seconds * 1000, 16);
  const moov = box('moov', box('mvhd', mvhd));
  const mdat = box('mdat', Buffer.alloc(500, 7));
  const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1'));
  return Buffer.concat(indexFirst ? [ftyp, moov, mdat] : [ftyp, mdat, moov]);
}

function box(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** A medium with what may be known of one beside a photo's facts. */
export function described(bytes: Buffer, facts: Partial<MediaRef> & { durationMs?: number; altText?: string } = {}) {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { hash, size: bytes.length, kind: 'photo', mime: 'image/jpeg', width: 1080, height: 1080, ...facts } as const;
}

/** A video's facts, whatever kinds of media the desk knows by now. */
export function film(bytes: Buffer, durationMs: number): MediaRef {
  const facts = { mime: 'video/mp4', width: 1080, height: 1920, durationMs };
  const ref: MediaRef = described(bytes, facts);
  return Object.assign(ref, { kind: 'video' });
}
