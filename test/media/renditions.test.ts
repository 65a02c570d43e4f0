import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Recipe, sizeAfter } from '../../src/domain/recipe.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { leftAndRight, plain } from './sample-pictures.js';

let rig: RoomRig;
beforeAll(async () => {
  rig = await openRoomRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

const SQUARE: Recipe = { format: 'jpeg', maxWidth: 300, maxHeight: 300, form: { ratio: 1, by: 'crop' } };

describe('a rendition', () => {
  test.each([
    { width: 800, height: 600, recipe: { maxWidth: 400, maxHeight: 400 } },
    { width: 801, height: 333, recipe: { maxWidth: 307, maxHeight: 400 } },
    { width: 100, height: 50, recipe: { maxWidth: 400, maxHeight: 400 } },
    { width: 900, height: 300, recipe: { maxWidth: 400, maxHeight: 500, form: { ratio: 4 / 5, by: 'crop' } } },
    { width: 301, height: 907, recipe: { maxWidth: 400, maxHeight: 500, form: { ratio: 1.91, by: 'crop' } } },
    { width: 900, height: 301, recipe: { maxWidth: 400, maxHeight: 500, form: { ratio: 4 / 5, by: 'pad' } } },
    { width: 301, height: 907, recipe: { maxWidth: 333, maxHeight: 500, form: { ratio: 1.91, by: 'pad' } } },
    { width: 640, height: 640, recipe: { maxWidth: 320, maxHeight: 320, form: { ratio: 1, by: 'pad' } } },
    { width: 3, height: 400, recipe: { maxWidth: 20, maxHeight: 20 } },
  ] as const)('of $width × $height by $recipe is exactly as large as said', async ({ width, height, recipe }) => {
    const ref = await rig.take(await noise(width, height));
    const whole: Recipe = { format: 'jpeg', ...recipe };
    const { hash, mime, size } = await rig.room.shipment({ ...ref, recipe: whole });
    const bytes = await rig.kept({ hash });
    const found = await sharp(bytes).metadata();
    expect({ width: found.width, height: found.height }).toEqual(sizeAfter({ width, height }, whole));
    expect([mime, size, found.format, found.space, found.exif]).toEqual([
      'image/jpeg',
      bytes.length,
      'jpeg',
      'srgb',
      undefined,
    ]);
  });

  test('that is cut is cut on both sides alike', async () => {
    const ref = await rig.take(await plain('png', 400, 100));
    const { hash } = await rig.room.shipment({ ...ref, recipe: SQUARE });
    const [[red = 0] = [], [, , blue = 0] = []] = await leftAndRight(await rig.kept({ hash }));
    expect(red).toBeGreaterThan(240);
    expect(blue).toBeGreaterThan(240);
  });

  test.each([
    { width: 300, height: 100, at: [150, 10] },
    { width: 100, height: 300, at: [10, 150] },
  ])('that is padded has a border of the picture itself ($width × $height)', async ({ width, height, at }) => {
    const green = sharp({ create: { width, height, channels: 3, background: '#20a060' } });
    const inner = { create: { width: width - 40, height: height - 40, channels: 3, background: '#ff0000' } } as const;
    const ref = await rig.take(
      await green
        .composite([{ input: inner }])
        .png()
        .toBuffer(),
    );
    const recipe: Recipe = { ...SQUARE, form: { ratio: 1, by: 'pad' } };
    const { hash } = await rig.room.shipment({ ...ref, recipe });
    const [left = 0, top = 0] = at;
    const { data } = await sharp(await rig.kept({ hash }))
      .extract({ left, top, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    [0x20, 0xa0, 0x60].forEach((value, i) => expect(Math.abs(value - (data[i] ?? 999))).toBeLessThanOrEqual(6));
  });

  test('of what is grey, see-through or in ink is an opaque JPEG in sRGB', async () => {
    const grey = await sharp(await noise(300, 200))
      .greyscale()
      .png()
      .toBuffer();
    const clear = await sharp({ create: { width: 300, height: 200, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const ink = await sharp(await noise(300, 200))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    for (const given of [grey, clear, ink]) {
      for (const by of ['crop', 'pad'] as const) {
        const ref = await rig.take(given);
        const { hash } = await rig.room.shipment({ ...ref, recipe: { ...SQUARE, form: { ratio: 1, by } } });
        const { format, hasAlpha, space } = await sharp(await rig.kept({ hash })).metadata();
        expect([format, hasAlpha, space]).toEqual(['jpeg', false, 'srgb']);
      }
    }
  });

  test('is made once, also by two who ask at once, and is there after a restart', async () => {
    const ref = { ...(await rig.take(await noise(500, 400))), recipe: SQUARE };
    const before = await rig.files();
    const made = await Promise.all([1, 2, 3].map(() => rig.room.shipment(ref)));
    expect(new Set(made.map(({ hash }) => hash)).size).toBe(1);
    // The picture, and what it was made of.
    expect((await rig.files()).length - before.length).toBe(2);
    const restarted = openMediaRoom(await openDiskStore(rig.root));
    // Without its original it cannot be made anew.
    await rm(join(rig.root, ref.hash.slice(0, 2), ref.hash.slice(2, 4), ref.hash));
    expect(await restarted.shipment(ref)).toEqual(made[0]);
  });

  test('by another recipe is another file; without a recipe the original ships', async () => {
    const ref = await rig.take(await noise(500, 401));
    const one = await rig.room.shipment({ ...ref, recipe: SQUARE });
    const other = await rig.room.shipment({ ...ref, recipe: { ...SQUARE, maxWidth: 200 } });
    expect(new Set([ref.hash, one.hash, other.hash]).size).toBe(3);
    expect(await rig.room.shipment(ref)).toEqual({ hash: ref.hash, mime: ref.mime, size: ref.size });
  });

  test('whose note is there and whose file is lost is made again', async () => {
    const ref = { ...(await rig.take(await noise(500, 402))), recipe: SQUARE };
    const { hash } = await rig.room.shipment(ref);
    const path = join(rig.root, hash.slice(0, 2), hash.slice(2, 4), hash);
    await rm(path);
    expect((await rig.room.shipment(ref)).hash).toBe(hash);
    expect((await stat(path)).size).toBeGreaterThan(0);
  });
});

function noise(width: number, height: number): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * 3);
  for (let i = 0; i < raw.length; i += 1) raw[i] = (i * 13) % 253;
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}
