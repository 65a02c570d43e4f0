export interface ImageSize {
  format: 'jpeg' | 'png' | 'gif' | 'webp';
  width: number;
  height: number;
}

/** Pixel size from the file's header, or null where it is no picture that Telegram would take. */
export function measureImage(data: Buffer): ImageSize | null {
  if (data.length < 24) return null;
  if (data.readUInt32BE(0) === 0x89504e47) return size('png', data.readUInt32BE(16), data.readUInt32BE(20));
  if (data.toString('latin1', 0, 4) === 'GIF8') return size('gif', data.readUInt16LE(6), data.readUInt16LE(8));
  if (data.toString('latin1', 0, 4) === 'RIFF' && data.toString('latin1', 8, 12) === 'WEBP') return measureWebp(data);
  return data.readUInt16BE(0) === 0xffd8 ? measureJpeg(data) : null;
}

const size = (format: ImageSize['format'], width: number, height: number): ImageSize | null =>
  width > 0 && height > 0 ? { format, width, height } : null;

function measureJpeg(data: Buffer): ImageSize | null {
  let turned = false;
  for (let at = 2; at + 9 < data.length;) {
    if (data.readUInt8(at) !== 0xff) return null;
    const marker = data.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const length = data.readUInt16BE(at + 2);
    if (marker === 0xe1) turned = isTurned(data.subarray(at + 4, at + 2 + length));
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const height = data.readUInt16BE(at + 5);
      const width = data.readUInt16BE(at + 7);
      return turned ? size('jpeg', height, width) : size('jpeg', width, height);
    }
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** EXIF orientations 5 to 8 swap width and height. */
function isTurned(exif: Buffer): boolean {
  if (exif.length < 22 || exif.toString('latin1', 0, 4) !== 'Exif') return false;
  const tiff = exif.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const long = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(short(long), 64);
  for (let index = 0; index < count; index += 1) {
    const entry = long + 2 + index * 12;
    if (short(entry) === 0x0112) return short(entry + 8) >= 5 && short(entry + 8) <= 8;
  }
  return false;
}

function measureWebp(data: Buffer): ImageSize | null {
  if (data.length < 30) return null;
  const chunk = data.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return size('webp', data.readUIntLE(24, 3) + 1, data.readUIntLE(27, 3) + 1);
  if (chunk === 'VP8 ') return size('webp', data.readUInt16LE(26) & 0x3fff, data.readUInt16LE(28) & 0x3fff);
  if (chunk !== 'VP8L') return null;
  const bits = data.readUInt32LE(21);
  return size('webp', (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
}
