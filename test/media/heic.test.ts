import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { sampleHeic, type Yuv } from './sample-heic.js';
import { leftAndRight, plain } from './sample-pictures.js';

let rig: RoomRig;
beforeAll(async () => {
  rig = await openRoomRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

const GREEN: Yuv = [140, 80, 90];
const VIOLET: Yuv = [110, 170, 160];

describe('a HEIC', () => {
  test('becomes a JPEG of the same picture', async () => {
    const ref = await rig.take(sampleHeic(GREEN, VIOLET));
    expect(ref).toMatchObject({ kind: 'photo', mime: 'image/jpeg', width: 64, height: 32 });
    const [left = [], right = []] = await leftAndRight(await rig.kept(ref));
    expect(strongest(left)).toBe('green');
    expect(strongest(right)).toBe('blue');
  });

  test('that was taken upright is upright', async () => {
    const ref = await rig.take(sampleHeic(GREEN, VIOLET, { turns: 1 }));
    expect([ref.width, ref.height]).toEqual([32, 64]);
  });

  test("keeps an iPhone's colours: what its profile means is put into sRGB", async () => {
    const { icc } = await sharp(
      await sharp(await plain('png'))
        .withIccProfile('p3')
        .png()
        .toBuffer(),
    ).metadata();
    const asIs = await leftAndRight(await rig.kept(await rig.take(sampleHeic(GREEN, VIOLET))));
    const wide = await rig.kept(await rig.take(sampleHeic(GREEN, VIOLET, { ...(icc && { icc }) })));
    const found = await leftAndRight(wide);
    const meant = asIs.map(p3ToSrgb);
    found.flat().forEach((value, i) => expect(Math.abs(value - (meant.flat()[i] ?? -99))).toBeLessThanOrEqual(5));
    // The same numbers mean more colour in the wider space.
    expect(found).not.toEqual(asIs);
    expect((await sharp(wide).metadata()).icc).toBeUndefined();
  });

  test.each([0.3, 0.6, 0.9])('cut off at %d is refused', async (part) => {
    const whole = sampleHeic(GREEN, VIOLET);
    const taken = rig.take(whole.subarray(0, whole.length * part), { mime: 'image/heic' });
    await expect(taken).rejects.toMatchObject({ code: 'media_damaged' });
  });
});

function strongest([r = 0, g = 0, b = 0]: readonly number[]): string {
  if (g > r && g > b) return 'green';
  return b > r ? 'blue' : 'red';
}

/** By the definitions of both spaces: the same curve, other primaries. */
const P3_TO_SRGB = [
  [1.2249, -0.2247, 0],
  [-0.042, 1.0419, 0],
  [-0.0197, -0.0786, 1.0979],
];

function p3ToSrgb(colour: readonly number[]): number[] {
  const light = colour.map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return P3_TO_SRGB.map((row) => {
    const sum = Math.min(
      1,
      Math.max(
        0,
        row.reduce((total, factor, i) => total + factor * (light[i] ?? 0), 0),
      ),
    );
    return 255 * (sum <= 0.0031308 ? sum * 12.92 : 1.055 * sum ** (1 / 2.4) - 0.055);
  });
}
