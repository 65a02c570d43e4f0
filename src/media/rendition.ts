import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import type { MediaRef } from '../domain/content.js';
import { type Pixels, type Recipe, sizeAfter } from '../domain/recipe.js';
import { Refusal } from '../domain/refusal.js';
import { decoding } from './decoding.js';
import { asJpeg } from './picture.js';

const QUALITY = 90;

/** The JPEG that a recipe makes of a picture, exactly as large as `sizeAfter` says. */
export async function makeRendition(original: Readable, ref: MediaRef, recipe: Recipe): Promise<Buffer> {
  const bytes = await buffer(original);
  const target = sizeAfter(ref, recipe);
  return decoding(async () => {
    try {
      return recipe.form?.by === 'pad'
        ? await padded(bytes, ref, target)
        : await asJpeg(resized(bytes, target), QUALITY).toBuffer();
    } catch {
      // It could be read when it was taken: the file has changed since.
      throw new Refusal('media_damaged');
    }
  });
}

/** What goes beyond the form is cut off on both sides alike. */
function resized(bytes: Buffer, { width, height }: Pixels) {
  return sharp(bytes, { failOn: 'error' }).autoOrient().resize(width, height, { fit: 'cover', position: 'centre' });
}

async function padded(bytes: Buffer, ref: MediaRef, target: Pixels): Promise<Buffer> {
  const scale = Math.min(target.width / ref.width, target.height / ref.height);
  const width = Math.min(target.width, Math.max(1, Math.round(ref.width * scale)));
  const height = Math.min(target.height, Math.max(1, Math.round(ref.height * scale)));
  const inner = await sharp(bytes, { failOn: 'error' })
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const left = Math.floor((target.width - width) / 2);
  const top = Math.floor((target.height - height) / 2);
  const background = edgeColour(inner.data, inner.info, left > 0);
  const framed = sharp(inner.data, { raw: inner.info }).extend({
    left,
    right: target.width - width - left,
    top,
    bottom: target.height - height - top,
    background,
  });
  return asJpeg(framed, QUALITY).toBuffer();
}

/** The mean of the two edges that the border touches. */
function edgeColour(pixels: Buffer, { width, height, channels }: Pixels & { channels: number }, atSides: boolean) {
  const sums = [0, 0, 0];
  const length = atSides ? height : width;
  for (let i = 0; i < length; i += 1) {
    const edges = atSides ? [i * width, (i + 1) * width - 1] : [i, (height - 1) * width + i];
    for (const pixel of edges) {
      // A grey picture has one channel for all three.
      sums.forEach((_, c) => (sums[c] = (sums[c] ?? 0) + (pixels[pixel * channels + Math.min(c, channels - 1)] ?? 0)));
    }
  }
  const [r = 0, g = 0, b = 0] = sums.map((sum) => Math.round(sum / (2 * length)));
  return { r, g, b };
}
