import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/**
 * A PNG of what a HEIC shows, upright. sharp reads the file's header but not its pixels; the decoder reads the pixels but forgets what
 * their colours mean, so the profile is put back.
 */
export async function heicToPng(bytes: Buffer): Promise<Buffer> {
  // Half of a megabyte of decoder, for those who send such files.
  const { default: decode } = await import('heic-decode');
  const { icc } = await sharp(bytes).metadata();
  const { width, height, data } = await decode({ buffer: bytes });
  const pixels = sharp(data, { raw: { width, height, channels: 4 } });
  const png = await pixels.removeAlpha().png({ compressionLevel: 0 }).toBuffer();
  return icc ? withProfile(png, icc) : png;
}

/** Signature and header; what says the colours comes right after them. */
const PNG_HEADER_BYTES = 33;

function withProfile(png: Buffer, icc: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(icc)]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(named.length - 4, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return Buffer.concat([png.subarray(0, PNG_HEADER_BYTES), chunk, png.subarray(PNG_HEADER_BYTES)]);
}
