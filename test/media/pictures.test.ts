import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/refusal.js';
import { pngOf } from '../support/sample-media.js';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { leftAndRight, moving, plain, SECRETS, tellTale } from './sample-pictures.js';

const DAMAGED = { code: 'media_damaged', left: 0 };

let rig: RoomRig;
beforeAll(async () => {
  rig = await openRoomRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

describe('a picture', () => {
  test.each(['jpeg', 'png'] as const)('as a plain %s stays byte for byte', async (format) => {
    const given = await plain(format);
    const ref = await rig.take(given);
    expect(ref).toMatchObject({ kind: 'photo', mime: `image/${format}`, width: 120, height: 80, size: given.length });
    expect(await rig.kept(ref)).toEqual(given);
  });

  test.each(['webp', 'gif', 'avif', 'tiff'] as const)('as %s becomes a JPEG in its colours', async (format) => {
    const ref = await rig.take(await plain(format));
    expect(ref).toMatchObject({ kind: 'photo', mime: 'image/jpeg', width: 120, height: 80 });
    const [left = [], right = []] = await leftAndRight(await rig.kept(ref));
    expect(near(left, [255, 0, 0])).toBe(true);
    expect(near(right, [0, 0, 255])).toBe(true);
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
    'as %s loses what tells where, when and by whom',
    async (format) => {
      const given = await tellTale(format);
      const told = await sharp(given).metadata();
      expect(told.exif ?? told.xmp).toBeDefined();
      const bytes = await rig.kept(await rig.take(given));
      const { exif, xmp, iptc } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc }).toEqual({});
      expect(SECRETS.filter((secret) => bytes.includes(secret))).toEqual([]);
    },
  );

  test.each([
    { orientation: 6, width: 80, height: 120 },
    { orientation: 3, width: 120, height: 80 },
    { orientation: 8, width: 80, height: 120 },
  ])('lying on its side ($orientation) is set upright', async ({ orientation, width, height }) => {
    const ref = await rig.take(await tellTale('jpeg', orientation));
    expect(ref).toMatchObject({ width, height });
    const kept = await sharp(await rig.kept(ref)).metadata();
    expect([kept.width, kept.height, kept.orientation]).toEqual([width, height, undefined]);
  });

  test('through which one sees stays so as a PNG, and is white behind as a WebP', async () => {
    const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const png = await rig.take(
      await clear
        .clone()
        .png()
        .withExif({ IFD0: { Make: 'x' } })
        .toBuffer(),
    );
    expect(png.mime).toBe('image/png');
    expect((await sharp(await rig.kept(png)).metadata()).hasAlpha).toBe(true);
    const jpeg = await rig.take(await clear.clone().webp().toBuffer());
    expect(near((await leftAndRight(await rig.kept(jpeg)))[0] ?? [], [255, 255, 255])).toBe(true);
  });

  test.each(['p3', 'cmyk'] as const)('in the colours of %s means the same afterwards', async (profile) => {
    const wide = await sharp(await plain('png'))
      .jpeg({ quality: 100 })
      .withIccProfile(profile)
      .withExifMerge({ IFD0: { Make: 'x' } })
      .toBuffer();
    const [left = [], right = []] = await leftAndRight(await rig.kept(await rig.take(wide)));
    // Ink reaches fewer colours; what shows is what the profile says.
    const meant = await leftAndRight(wide);
    expect(near(left, meant[0] ?? [])).toBe(true);
    expect(near(right, meant[1] ?? [])).toBe(true);
  });

  test.each(['gif', 'webp'] as const)('that moves keeps its frames, as %s', async (format) => {
    const given = await moving(format);
    const ref = await rig.take(given);
    expect(ref).toMatchObject({ kind: 'animation', mime: `image/${format}`, width: 40, height: 30, durationMs: 300 });
    const bytes = await rig.kept(ref);
    expect(await frames(bytes)).toEqual(await frames(given));
  });

  test('that moves loses its comments, XMP and EXIF too', async () => {
    const gif = await moving('gif');
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 14]), Buffer.from('Pixel of Olena'), Buffer.from([0])]);
    const at = gif.indexOf(Buffer.from([0x21, 0xff]));
    const kept = await rig.kept(await rig.take(Buffer.concat([gif.subarray(0, at), comment, gif.subarray(at)])));
    expect(kept).toEqual(gif);
    const webp = await sharp(await moving('webp'), { animated: true })
      .webp()
      .withExif({ IFD0: { Make: 'Pixel of Olena' } })
      .toBuffer();
    expect(webp.includes('Pixel of Olena')).toBe(true);
    const cleaned = await rig.kept(await rig.take(webp));
    expect(cleaned.includes('Pixel of Olena')).toBe(false);
    expect((await sharp(cleaned).metadata()).exif).toBeUndefined();
    expect(await frames(cleaned)).toEqual(await frames(webp));
  });

  test('with a film, an archive or words hidden behind or inside it is only a picture afterwards', async () => {
    const jpeg = await plain('jpeg');
    const png = await plain('png');
    const words = Buffer.from('Pixel of Olena');
    const segment = Buffer.concat([Buffer.from([0xff, 0xeb, 0, words.length + 2]), words]);
    for (const given of [
      Buffer.concat([jpeg, words, Buffer.from([0xff, 0xd9])]),
      Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]),
      Buffer.concat([png, words]),
    ]) {
      const bytes = await rig.kept(await rig.take(given));
      expect(bytes.includes(words)).toBe(false);
      expect((await sharp(bytes).metadata()).width).toBe(120);
    }
  });
});

describe('refused, and nothing is left of it', () => {
  test.each([
    ['jpeg', 0.5],
    ['jpeg', 0.95],
    ['png', 0.5],
    ['png', 0.95],
    ['webp', 0.5],
    ['avif', 0.7],
    ['tiff', 0.5],
  ] as const)('a %s that was cut off at %d', async (format, part) => {
    const whole = await noisy(format);
    expect(await refusalOf(whole.subarray(0, whole.length * part))).toMatchObject(DAMAGED);
  });

  test.each(['gif', 'webp'] as const)('a moving %s that was cut off', async (format) => {
    const whole = await moving(format, 5);
    expect(await refusalOf(whole.subarray(0, whole.length * 0.6))).toMatchObject(DAMAGED);
  });

  test.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)(
    'noise behind the beginning of a %s',
    async (format) => {
      const whole = await noisy(format);
      whole.fill(0x5a, 24);
      expect(await refusalOf(whole)).toMatchObject(DAMAGED);
    },
  );

  test('nothing at all', async () => {
    expect(await refusalOf(Buffer.alloc(0))).toMatchObject(DAMAGED);
  });

  test('a small file that unfolds to a picture of a hundred megapixels and more', async () => {
    const bomb = pngOf(11_000, 11_000, 0);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusalOf(bomb)).toMatchObject({
      code: 'media_dimensions',
      facts: { width: 11_000, height: 11_000 },
      left: 0,
    });
  });

  test('a header that lies about its size', async () => {
    const lie = await plain('png');
    lie.writeUInt32BE(60_000, 16);
    lie.writeUInt32BE(60_000, 20);
    await expect(rig.take(lie)).rejects.toMatchObject({ code: expect.stringMatching(/media_(dimensions|damaged)/) });
  });
});

function noisy(format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff') {
  const raw = Buffer.alloc(200 * 200 * 3);
  for (let i = 0; i < raw.length; i += 1) raw[i] = (i * i * 31) % 256;
  return sharp(raw, { raw: { width: 200, height: 200, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

function near(found: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((value, i) => Math.abs(value - (found[i] ?? -99)) <= 6);
}

function frames(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes, { animated: true }).raw().toBuffer();
}

async function refusalOf(bytes: Buffer) {
  const before = await rig.files();
  const thrown: unknown = await rig.take(bytes).catch((error: unknown) => error);
  if (!(thrown instanceof Refusal)) throw new Error('It was not refused', { cause: thrown });
  return { ...thrown, left: (await rig.files()).length - before.length };
}
