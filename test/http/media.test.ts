import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MediaRef } from '../../src/domain/content.js';
import { registerMedia } from '../../src/http/media.js';
import { createServer, listen } from '../../src/http/server.js';
import { openMediaRoom } from '../../src/media/room.js';
import { openRoomRig, type RoomRig } from '../media/room-rig.js';
import { plain } from '../media/sample-pictures.js';
import { quietLog } from '../support/log.js';

const KEY = Buffer.alloc(32, 7);
let now = new Date('2026-05-01T10:00:00Z');
const clock = { now: () => now };
let rig: RoomRig;
let server: FastifyInstance;
let url: string;
let bytes: Buffer;
let photo: MediaRef;
let page: MediaRef;

beforeAll(async () => {
  rig = await openRoomRig();
  server = createServer({ log: quietLog, readiness: async () => ({ ready: true, parts: {} }), sandbox: false });
  registerMedia(server, { store: rig.store, keys: () => [KEY], clock });
  url = await listen(server, { host: '127.0.0.1', port: 0 });
  bytes = await plain('jpeg', 300, 200);
  photo = await rig.take(bytes);
  page = await rig.take(Buffer.from('<!doctype html><script>alert(1)</script>'), { name: 'evil.html' });
});
afterAll(async () => {
  await server.close();
  await rig[Symbol.asyncDispose]();
});

function linkTo(ref: { hash: string; mime: string; size: number }, ttlMs = 60_000): string {
  const room = openMediaRoom(rig.store, { siteUrl: () => `${url}/`, key: () => KEY, clock });
  return room.publicUrl(ref, ttlMs) ?? '';
}

describe('a signed address', () => {
  test('serves the very bytes, as what they are, to be shown and never run', async () => {
    const response = await fetch(linkTo(photo));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      etag: `"${photo.hash}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^inline; filename="\w+\.jpg"$/),
      'cache-control': 'private, max-age=60',
    });
  });

  test('of a document hands it over as a file without a kind', async () => {
    const { headers } = await fetch(linkTo(page));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  test('answers HEAD without a body', async () => {
    const response = await fetch(linkTo(photo), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect(await response.text()).toBe('');
  });

  test('is not sent again to who has it', async () => {
    const headers = { 'if-none-match': `"${photo.hash}"` };
    expect((await fetch(linkTo(photo), { headers })).status).toBe(304);
  });

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=100-', 100, undefined],
    ['bytes=-7', -7, undefined],
    ['bytes=-99999999', 0, undefined],
    ['bytes=5-99999999', 5, undefined],
  ])('serves the part %s', async (range, from, to) => {
    const response = await fetch(linkTo(photo), { headers: { range } });
    const part = bytes.subarray(from, to);
    expect(response.status).toBe(206);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(part);
    const start = from < 0 ? bytes.length + from : from;
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${start + part.length - 1}/${bytes.length}`);
  });

  test.each(['bytes=99999999-', 'bytes=-0'])('refuses a part beyond the end: %s', async (range) => {
    const response = await fetch(linkTo(photo), { headers: { range } });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
  });

  test.each(['bytes=0-1,4-5', 'lines=1-2', 'bytes=9-3', 'bytes=-', 'bytes=a-b'])(
    'serves all of it where the part is none: %s',
    async (range) => {
      const response = await fetch(linkTo(photo), { headers: { range } });
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(bytes.length);
    },
  );

  test('serves all of it where the part was of another file', async () => {
    const headers = { range: 'bytes=0-1', 'if-range': '"another"' };
    expect((await fetch(linkTo(photo), { headers })).status).toBe(200);
  });
});

describe('refused with a sentence', () => {
  const lost = { hash: createHash('sha256').update('lost').digest('hex'), mime: 'image/jpeg', size: 1 };
  test.each<[string, () => string, number, RegExp]>([
    ['an expired one', () => linkTo(photo, -1_001), 403, /expired/],
    ['one made to last longer', () => linkTo(photo).replace(/expires=\d+/, 'expires=99999999999'), 403, /not made by/],
    ['one with a changed signature', () => linkTo(photo).replace(/signature=./, 'signature=_'), 403, /not made by/],
    ['one without a signature', () => linkTo(photo).replace(/&signature=.*/, ''), 403, /not made by/],
    ['one with two', () => `${linkTo(photo)}&signature=x`, 403, /not made by/],
    ['one of another kind', () => linkTo(page).replace('.bin', '.jpg'), 403, /not made by/],
    ['one of another file', () => linkTo(photo).replace(photo.hash, page.hash), 403, /not made by/],
    ['one of what is gone', () => linkTo(lost), 404, /not here/],
    ['the folder', () => `${url}/media/`, 404, /nothing/],
    ['a way out', () => `${url}/media/..%2f..%2fetc%2fpasswd?expires=1&signature=x`, 403, /not made by/],
  ])('%s', async (_name, address, status, sentence) => {
    const response = await fetch(address());
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringMatching(sentence) });
  });

  test('a way out that no browser would ask for', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.end('GET /media/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1.1 (403|404) /);
  });

  test('an address that was good when it was made, later', async () => {
    const link = linkTo(photo);
    expect((await fetch(link)).status).toBe(200);
    now = new Date(now.getTime() + 61_000);
    expect((await fetch(link)).status).toBe(403);
  });
});

test('without an address of its own the desk gives none', () => {
  expect(rig.room.publicUrl(photo, 1_000)).toBeNull();
  const room = openMediaRoom(rig.store, { siteUrl: () => null, key: () => KEY, clock });
  expect(room.publicUrl(photo, 1_000)).toBeNull();
});

test('crawlers of networks are not kept out', async () => {
  // No robots.txt is a yes to all.
  expect((await fetch(`${url}/robots.txt`)).status).toBe(404);
  expect((await fetch(linkTo(photo))).headers.get('x-robots-tag')).toBeNull();
});
