/** Whether a picture holds nothing but a picture, so that its very bytes may be kept and served. */
export function isClean(mime: string, bytes: Buffer): boolean {
  if (mime === 'image/jpeg') return isCleanJpeg(bytes);
  return mime === 'image/png' && isCleanPng(bytes);
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** JFIF, a colour profile and Adobe's colour transform are part of the picture; every other application segment tells something. */
function isCleanJpeg(bytes: Buffer): boolean {
  let at = 2;
  if (bytes[1] !== SOI) return false;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker < 0xc0) return false;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (tellsMore(marker, bytes.toString('latin1', at + 4, at + 15))) return false;
    at = marker === SOS ? endOfScan(bytes, end) : end;
    // What follows the end of the picture is something else: a film, an archive.
    if (bytes[at + 1] === EOI) return at + 2 === bytes.length;
  }
  return false;
}

function tellsMore(marker: number, label: string): boolean {
  if (marker === 0xfe) return true;
  if (marker < 0xe0 || marker > 0xef) return false;
  const isJfif = marker === 0xe0 && label.startsWith('JFIF\0');
  const isProfile = marker === 0xe2 && label === 'ICC_PROFILE';
  return !isJfif && !isProfile && !(marker === 0xee && label.startsWith('Adobe'));
}

/** The next marker that is none of those inside a scan: stuffed zeros, restarts and fill. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

const PNG_CHUNKS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sRGB', 'sBIT', 'bKGD', 'pHYs'];

function isCleanPng(bytes: Buffer): boolean {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (!PNG_CHUNKS.includes(type)) return false;
    at += 12 + bytes.readUInt32BE(at);
    if (type === 'IEND') return at === bytes.length;
  }
  return false;
}
