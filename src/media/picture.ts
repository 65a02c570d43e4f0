import { readFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { isClean } from './clean-picture.js';
import { decoding } from './decoding.js';
import { heicToPng } from './heic.js';
import { stripAnimation } from './strip-animation.js';

/** What is kept of a file, and what it measures. */
export interface Taken {
  readonly body: Buffer;
  readonly measured: Omit<MediaRef, 'hash' | 'size'>;
}

/** A picture is read whole; no network takes one that is larger. */
const MAX_BYTES = 50 * 1024 * 1024;
/** Largest pictures of telephones have 200 million; three bytes each is what one may cost. */
const MAX_PIXELS = 100_000_000;
/** Of all frames together. */
const MAX_ANIMATED_PIXELS = 400_000_000;
const QUALITY = 92;

/**
 * A JPEG or PNG that is nothing but an upright picture stays byte for byte. Everything else is made anew without metadata, upright and in
 * sRGB: as a PNG where a PNG shows through, else as a JPEG. What moves keeps its frames.
 */
export async function takePicture(path: string, mime: string, size: number): Promise<Taken> {
  if (size > MAX_BYTES) throw new Refusal('media_too_large', { max: MAX_BYTES });
  return decoding(async () => {
    const bytes = await readFile(path);
    const isAnimatable = mime === 'image/gif' || mime === 'image/webp';
    const options = { animated: isAnimatable, limitInputPixels: false } as const;
    const metadata = await sharp(bytes, options).metadata().catch(damaged);
    const { width, height, pages = 1, pageHeight = height } = metadata;
    const frames = isAnimatable ? pages : 1;
    const max = frames > 1 ? MAX_ANIMATED_PIXELS : MAX_PIXELS;
    if (width * pageHeight * frames > max) {
      throw new Refusal('media_dimensions', { width, height: pageHeight, frames, max });
    }
    return frames > 1 ? takeAnimation(bytes, mime, metadata) : takeStill(bytes, mime, metadata);
  });
}

async function takeStill(
  bytes: Buffer,
  mime: string,
  { orientation = 1, hasAlpha, autoOrient }: Metadata,
): Promise<Taken> {
  if (orientation === 1 && isClean(mime, bytes)) {
    await readThrough(sharp(bytes, READING));
    return { body: bytes, measured: { kind: 'photo', mime, width: autoOrient.width, height: autoOrient.height } };
  }
  const source = mime === 'image/heic' ? await heicToPng(bytes).catch(damaged) : bytes;
  const picture = sharp(source, READING).autoOrient();
  const staysPng = mime === 'image/png' && hasAlpha;
  const output = staysPng ? picture.png() : asJpeg(picture, QUALITY);
  const { data, info } = await output.toBuffer({ resolveWithObject: true }).catch(damaged);
  const { width, height } = info;
  return {
    body: data,
    measured: { kind: 'photo', mime: staysPng ? 'image/png' : 'image/jpeg', width, height },
  };
}

async function takeAnimation(bytes: Buffer, mime: string, metadata: Metadata): Promise<Taken> {
  await readThrough(sharp(bytes, { ...READING, animated: true }));
  const { width, height, pageHeight = height, delay = [] } = metadata;
  const durationMs = delay.reduce((sum, ms) => sum + ms, 0);
  const videoCodec = mime === 'image/gif' ? 'gif' : 'webp';
  return {
    body: stripAnimation(mime, bytes),
    measured: { kind: 'animation', mime, width, height: pageHeight, durationMs, videoCodec },
  };
}

/** Dimensions are judged before, with a sentence; what lies about them fails here. */
const READING = { failOn: 'error', limitInputPixels: MAX_ANIMATED_PIXELS } as const;

/** A JPEG without transparency and metadata, in sRGB. */
export function asJpeg(picture: Sharp, quality: number): Sharp {
  return picture.flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality, chromaSubsampling: '4:4:4' });
}

/** A header tells nothing of what is missing behind it. */
async function readThrough(picture: Sharp): Promise<void> {
  await picture.resize(8, 8, { fit: 'fill' }).raw().toBuffer().catch(damaged);
}

function damaged(): never {
  throw new Refusal('media_damaged');
}
