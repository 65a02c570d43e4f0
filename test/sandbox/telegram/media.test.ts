import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { measureImage } from '../../../src/sandbox/telegram/image-size.js';
import { ANN, BOT, CHANNEL, TOKEN } from './seed.js';
import { blob, createSetting, dig, png } from './setting.js';

const form = (fields: Record<string, string | number | Buffer>): FormData => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (Buffer.isBuffer(value)) body.set(name, blob(value), `${name}.bin`);
    else body.set(name, String(value));
  }
  return body;
};

test('a photo of the bot has sizes, the largest as uploaded, and can be downloaded by both sides', async () => {
  await using setting = await createSetting();
  const data = png(1600, 800);
  const sent = await setting.api(
    'sendPhoto',
    form({ chat_id: CHANNEL, photo: data, caption: '<b>c</b>', parse_mode: 'HTML' }),
  );
  const sizes = sent.at('photo');
  expect(Array.isArray(sizes) && sizes.map((size) => [dig(size, ['width']), dig(size, ['height'])])).toEqual([
    [90, 45],
    [320, 160],
    [800, 400],
    [1280, 640],
    [1600, 800],
  ]);
  expect(sent.at('caption_entities', 0, 'type')).toBe('bold');
  const path = (await setting.api('getFile', { file_id: sent.at('photo', -1, 'file_id') })).at('file_path');
  const download = await fetch(`${setting.url}/file/bot${TOKEN}/${String(path)}`);
  expect(Buffer.from(await download.arrayBuffer()).equals(data)).toBe(true);
  const [post] = await setting.people.as(ANN).messages(CHANNEL);
  const shown = await fetch(`${setting.url}/people/files/${post?.photo?.fileId}`);
  expect(Buffer.from(await shown.arrayBuffer()).equals(data)).toBe(true);
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a known file is sent again by its id, but not as something else', async () => {
  await using setting = await createSetting();
  const said = await setting.people.as(ANN).sendPhoto(BOT, png(500, 400));
  const id = said.photo?.fileId;
  expect((await setting.api('sendPhoto', { chat_id: CHANNEL, photo: id })).at('photo', -1, 'file_id')).toBe(id);
  expect(await setting.api('sendDocument', { chat_id: CHANNEL, document: id })).toMatchObject({
    description: "Bad Request: can't use file of type Photo as Document",
  });
});

describe('pictures that Telegram does not take', () => {
  test.each([
    ['no picture', Buffer.from('this is not a picture at all, only words'), 'IMAGE_PROCESS_FAILED'],
    ['empty', Buffer.alloc(0), 'file must be non-empty'],
    ['too wide', png(210, 10), 'PHOTO_INVALID_DIMENSIONS'],
    ['too large', png(9000, 1001), 'PHOTO_INVALID_DIMENSIONS'],
    [
      'too heavy',
      Buffer.concat([png(10, 10), Buffer.alloc(10 * 1024 * 1024)]),
      `file of size ${png(10, 10).length + 10 * 1024 * 1024} bytes is too big for a photo; the maximum size is 10485760 bytes`,
    ],
  ])('%s', async (_name, photo, reason) => {
    await using setting = await createSetting();
    expect(await setting.api('sendPhoto', form({ chat_id: ANN, photo }))).toMatchObject({
      status: 400,
      description: `Bad Request: ${reason}`,
    });
  });

  test('a request of more than 50 MB', async () => {
    await using setting = await createSetting();
    const answer = await setting.api('sendDocument', form({ chat_id: ANN, document: Buffer.alloc(53 * 1024 * 1024) }));
    expect(answer).toMatchObject({ status: 413, description: 'Request Entity Too Large' });
  });
});

test.each([
  ['sendVideo', 'video', { duration: 3, width: 640, height: 360, supports_streaming: 'true' }],
  ['sendAnimation', 'animation', { duration: 3, width: 640, height: 360 }],
  ['sendDocument', 'document', {}],
  ['sendAudio', 'audio', { duration: 3 }],
])('%s', async (method, field, more) => {
  await using setting = await createSetting();
  const sent = await setting.api(method, form({ chat_id: ANN, [field]: Buffer.from('some bytes'), ...more }));
  expect(sent.at(field, 'file_name')).toBe(`${field}.bin`);
  const [seen] = await setting.people.as(ANN).messages(BOT);
  expect(seen?.file).toMatchObject({ kind: field, size: 10 });
});

test('a photo by URL is fetched', async () => {
  await using setting = await createSetting();
  const site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end(png(50, 40));
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  const address = site.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sent = await setting.api('sendPhoto', { chat_id: ANN, photo: `http://127.0.0.1:${port}/a.png` });
  expect(sent.at('photo', -1, 'width')).toBe(50);
  site.close();
});

test('an album is several messages with one group id and no buttons', async () => {
  await using setting = await createSetting();
  const body = form({ chat_id: CHANNEL, one: png(30, 20), two: png(20, 30) });
  body.set(
    'media',
    JSON.stringify([
      { type: 'photo', media: 'attach://one', caption: 'Both' },
      { type: 'photo', media: 'attach://two' },
    ]),
  );
  const sent = await setting.api('sendMediaGroup', body);
  expect(sent.at(0, 'media_group_id')).toBe(sent.at(1, 'media_group_id'));
  const seen = await setting.people.as(ANN).messages(CHANNEL);
  expect(seen.map(({ caption, photo }) => [caption, photo?.width])).toEqual([
    ['Both', 30],
    [null, 20],
  ]);
  const request = (await setting.people.requests()).at(-1);
  expect(request?.params).toMatchObject({ one: { file: 'one.bin', size: png(30, 20).length } });
});

test('a part that is named but not attached is refused, and nothing is sent', async () => {
  await using setting = await createSetting();
  const body = form({ chat_id: CHANNEL, one: png(30, 20) });
  const media = ['one', 'two'].map((name) => ({ type: 'photo', media: `attach://${name}` }));
  body.set('media', JSON.stringify(media));
  expect(await setting.api('sendMediaGroup', body)).toMatchObject({ status: 400 });
  expect(await setting.people.as(ANN).messages(CHANNEL)).toEqual([]);
});

test('eleven photos of a person come as an album of ten and a single one, each in its own update', async () => {
  await using setting = await createSetting();
  const photos = Array.from({ length: 11 }, (_, n) => png(20 + n, 20));
  await setting.people.as(ANN).sendPhoto(BOT, photos, 'many');
  const updates = await setting.api('getUpdates');
  const groups = Array.from({ length: 11 }, (_, n) => updates.at(n, 'message', 'media_group_id'));
  expect(new Set(groups.slice(0, 10)).size).toBe(1);
  expect(groups[0]).toBeTypeOf('string');
  expect(groups[10]).toBeUndefined();
  expect(updates.at(0, 'message', 'caption')).toBe('many');
  expect(updates.at(1, 'message', 'caption')).toBeUndefined();
});

const jpeg = (orientation: number | null): Buffer => {
  const exif = Buffer.alloc(34);
  exif.write('Exif\0\0II', 0, 'latin1');
  exif.writeUInt16LE(42, 8);
  exif.writeUInt32LE(8, 10);
  exif.writeUInt16LE(1, 14);
  exif.writeUInt16LE(0x0112, 16);
  exif.writeUInt16LE(3, 18);
  exif.writeUInt32LE(1, 20);
  exif.writeUInt16LE(orientation ?? 1, 24);
  const app1 = orientation === null ? [] : [Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif];
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 60, 0, 80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...app1, frame, Buffer.from([0xff, 0xd9]), Buffer.alloc(8)]);
};

describe('pixel sizes come from the header', () => {
  test.each([
    ['PNG', png(7, 9), { format: 'png', width: 7, height: 9 }],
    ['JPEG', jpeg(null), { format: 'jpeg', width: 80, height: 60 }],
    ['JPEG upright', jpeg(1), { format: 'jpeg', width: 80, height: 60 }],
    ['JPEG turned by a phone', jpeg(6), { format: 'jpeg', width: 60, height: 80 }],
    ['truncated JPEG', jpeg(null).subarray(0, 5), null],
    ['words', Buffer.from('GIF is a format, this is not in it'), null],
  ])('%s', (_name, data, size) => {
    expect(measureImage(data)).toEqual(size);
  });
});
