import { Refusal } from '../domain/refusal.js';

/** An animated GIF or WebP without comments, XMP and EXIF; its frames byte for byte. */
export function stripAnimation(mime: string, bytes: Buffer): Buffer {
  return mime === 'image/gif' ? stripGif(bytes) : stripWebp(bytes);
}

const EXTENSION = 0x21;
const APPLICATION = 0xff;
const COMMENT = 0xfe;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
/** What makes it repeat. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

function stripGif(bytes: Buffer): Buffer {
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const kept = [bytes.subarray(0, at)];
  while (at < bytes.length && bytes[at] !== TRAILER) {
    const start = at;
    if (bytes[at] === IMAGE) at = endOfBlocks(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0));
    else if (bytes[at] === EXTENSION) at = endOfBlocks(bytes, at + 2);
    else throw new Refusal('media_damaged');
    if (at > bytes.length) throw new Refusal('media_damaged');
    if (!tells(bytes, start)) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat([...kept, Buffer.from([TRAILER])]);
}

function tells(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== EXTENSION) return false;
  const isLoop = LOOPS.includes(bytes.toString('latin1', at + 3, at + 14));
  return bytes[at + 1] === COMMENT || (bytes[at + 1] === APPLICATION && !isLoop);
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return at + 1;
}

const WEBP_CHUNKS = ['VP8X', 'ANIM', 'ANMF', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'];
const EXIF_AND_XMP_FLAGS = 0x0c;

function stripWebp(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const chunk = Buffer.from(bytes.subarray(at, end));
    const type = chunk.toString('latin1', 0, 4);
    if (type === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~EXIF_AND_XMP_FLAGS, 8);
    if (WEBP_CHUNKS.includes(type)) kept.push(chunk);
    at = end;
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
