import { FilePathSource, Input, MP4 } from 'mediabunny';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { sampleVideo } from './sample-video.js';

let rig: RoomRig;
beforeAll(async () => {
  rig = await openRoomRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

/** As a telephone writes them, in each of the places where they can be. */
const TAGS = {
  title: 'Secret title',
  comment: 'Pixel of Olena',
  date: new Date('2026-03-01'),
  raw: { '©xyz': '+50.4501+030.5234/' },
};

describe('a video', () => {
  test.each([
    { name: 'MP4', of: { format: 'mp4', sound: true }, video: 'avc', audio: 'aac' },
    { name: 'MOV', of: { format: 'mov', sound: true }, video: 'avc', audio: 'aac' },
    { name: 'MKV', of: { format: 'mkv', sound: true }, video: 'avc', audio: 'aac' },
    { name: 'WebM', of: { format: 'webm', sound: true }, video: 'vp9', audio: 'opus' },
  ] as const)('as $name becomes an MP4 with the same picture and sound', async ({ of, video, audio }) => {
    const ref = await rig.take(await sampleVideo({ ...of, seconds: 2 }));
    expect(ref).toMatchObject({
      kind: 'video',
      mime: 'video/mp4',
      width: 360,
      height: 640,
      videoCodec: video,
      audioCodec: audio,
    });
    expect(ref.durationMs).toBeGreaterThanOrEqual(1_950);
    expect(ref.durationMs).toBeLessThanOrEqual(2_050);
  });

  test('keeps every packet at its time', async () => {
    const given = await sampleVideo({ format: 'mov', sound: true, seconds: 2, rotation: 90 });
    const ref = await rig.take(given);
    expect(await packetsOf(await rig.kept(ref))).toEqual(await packetsOf(given));
  });

  test('is as wide and high as it is looked at', async () => {
    const ref = await rig.take(await sampleVideo({ rotation: 90 }));
    expect([ref.width, ref.height]).toEqual([640, 360]);
  });

  test('says its contents before its pictures', async () => {
    const bytes = await rig.kept(await rig.take(await sampleVideo()));
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  test.each(['mp4', 'mov', 'mkv'] as const)('as %s loses what tells where, when and by whom', async (format) => {
    const given = await sampleVideo({ format, tags: TAGS });
    expect(given.includes('Secret title')).toBe(true);
    expect(given.includes('+50.4501')).toBe(true);
    const bytes = await rig.kept(await rig.take(given));
    const secrets = ['Secret title', 'Pixel of Olena', '+50.4501', '2026', '©xyz'];
    expect(secrets.filter((secret) => bytes.includes(Buffer.from(secret, 'latin1')))).toEqual([]);
  });

  test('taken twice, also later, is one file', async () => {
    const given = await sampleVideo({ seconds: 1 });
    const first = await rig.take(given);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    const second = await rig.take(given).finally(() => vi.useRealTimers());
    expect(second.hash).toBe(first.hash);
  });

  test('without sound that was said to be an animation is one, with sound it is none', async () => {
    expect((await rig.take(await sampleVideo(), { isAnimation: true })).kind).toBe('animation');
    expect((await rig.take(await sampleVideo({ sound: true }), { isAnimation: true })).kind).toBe('video');
    const silent = await rig.take(await sampleVideo());
    expect(silent.kind).toBe('video');
    expect(silent).not.toHaveProperty('audioCodec');
  });

  test('without a picture is a document', async () => {
    expect((await rig.take(await sampleVideo({ picture: false, sound: true }), { name: 'talk.m4a' })).kind).toBe(
      'document',
    );
  });
});

describe('refused, and nothing is left of it', () => {
  test.each([0.3, 0.6, 0.9, 0.999])('a video with its contents first, cut off at %d', async (part) => {
    const whole = await rig.kept(await rig.take(await sampleVideo({ seconds: 2, sound: true })));
    const before = await rig.files();
    await expect(rig.take(whole.subarray(0, whole.length * part))).rejects.toMatchObject({ code: 'media_damaged' });
    expect(await rig.files()).toEqual(before);
  });

  test.each(['mp4', 'mov', 'mkv', 'webm'] as const)('half of a %s', async (format) => {
    const whole = await sampleVideo({ format, seconds: 12 });
    const taken = rig.take(whole.subarray(0, whole.length / 2));
    await expect(taken).rejects.toMatchObject({ code: 'media_damaged' });
  });

  test('a video of noise behind a right beginning', async () => {
    const whole = await sampleVideo();
    whole.fill(0x5a, 40);
    await expect(rig.take(whole)).rejects.toMatchObject({ code: 'media_damaged' });
  });

  test('a video that is wider than anything shows', async () => {
    await expect(rig.take(await sampleVideo({ width: 9_000 }))).rejects.toMatchObject({
      code: 'media_dimensions',
      facts: { width: 9_000, height: 640 },
    });
  });

  test('a video in a codec that nobody here knows', async () => {
    const given = await sampleVideo();
    const at = given.lastIndexOf('avc1');
    given.write('xyz1', at, 'latin1');
    await expect(rig.take(given)).rejects.toMatchObject({ code: 'media_codec' });
  });
});

async function packetsOf(bytes: Buffer) {
  const path = join(rig.root, 'looked-at.mp4');
  await writeFile(path, bytes);
  const { EncodedPacketSink, QTFF } = await import('mediabunny');
  using input = new Input({ formats: [MP4, QTFF], source: new FilePathSource(path) });
  const found = [];
  for (const track of await input.getTracks()) {
    for await (const { timestamp, data, type } of new EncodedPacketSink(track).packets()) {
      found.push({ of: track.type, at: timestamp.toFixed(3), type, data: Buffer.from(data).toString('base64') });
    }
  }
  return found.toSorted((a, b) => (a.of + a.at < b.of + b.at ? -1 : 1));
}
