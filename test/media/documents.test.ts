import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRoomRig, type RoomRig } from './room-rig.js';
import { plain } from './sample-pictures.js';

let rig: RoomRig;
beforeAll(async () => {
  rig = await openRoomRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n');
const ZIP = Buffer.from('PK\x03\x04rest');
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
const SVG = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const PROGRAM = Buffer.from('MZ\x90\x00\x03\0\0\0', 'latin1');
const NOISE = deflateSync(Buffer.from('nobody knows what this is'));
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('a document', () => {
  test.each([
    { what: 'PDF', bytes: PDF, given: { name: 'report.pdf' }, mime: 'application/pdf' },
    { what: 'PDF that is said to be text', bytes: PDF, given: { mime: 'text/plain' }, mime: 'application/pdf' },
    { what: 'office file', bytes: ZIP, given: { name: 'a.docx', mime: DOCX }, mime: DOCX },
    { what: 'archive', bytes: ZIP, given: {}, mime: 'application/zip' },
    { what: 'table', bytes: Buffer.from('name;price\nКава;45\n'), given: { mime: 'text/csv' }, mime: 'text/csv' },
    { what: 'page that is said to be text', bytes: HTML, given: { mime: 'text/plain' }, mime: 'text/html' },
    {
      what: 'text that is said to be a page',
      bytes: Buffer.from('hello'),
      given: { mime: 'text/html' },
      mime: 'text/plain',
    },
    {
      what: 'drawing with a script',
      bytes: SVG,
      given: { name: 'a.svg', mime: 'image/svg+xml' },
      mime: 'image/svg+xml',
    },
    { what: 'drawing that is said to be a photo', bytes: SVG, given: { name: 'a.jpg' }, mime: 'image/svg+xml' },
    { what: 'old bitmap', bytes: Buffer.from('BM......'), given: { mime: 'image/bmp' }, mime: 'image/bmp' },
    { what: 'thing that nobody knows', bytes: NOISE, given: { name: 'x.bin' }, mime: 'application/octet-stream' },
    { what: 'kind that is no kind', bytes: NOISE, given: { mime: 'a/b\r\nevil: 1' }, mime: 'application/octet-stream' },
  ])('that is a $what stays as it came, as $mime', async ({ bytes, given, mime }) => {
    const ref = await rig.take(bytes, given);
    expect(ref).toMatchObject({ kind: 'document', mime, width: 0, height: 0, size: bytes.length });
    expect(ref.name).toBe('name' in given ? given.name : undefined);
    expect(await rig.kept(ref)).toEqual(bytes);
  });

  test('by name that is a picture by content is a photo, without a name', async () => {
    const ref = await rig.take(await plain('jpeg'), { name: 'report.pdf', mime: 'application/pdf' });
    expect(ref.kind).toBe('photo');
    expect(ref).not.toHaveProperty('name');
  });
});

describe('refused, and nothing is left of it', () => {
  test.each([
    {
      what: 'a page',
      bytes: HTML,
      given: { mime: 'image/jpeg' },
      code: 'media_type',
      facts: { said: 'image/jpeg', is: 'text/html' },
    },
    {
      what: 'an archive',
      bytes: ZIP,
      given: { name: 'clip.MP4' },
      code: 'media_type',
      facts: { said: 'mp4', is: 'application/zip' },
    },
    {
      what: 'a program',
      bytes: PROGRAM,
      given: { name: 'photo.png' },
      code: 'media_type',
      facts: { said: 'png', is: 'application/x-msdownload' },
    },
    { what: 'noise', bytes: NOISE, given: { name: 'photo.heic' }, code: 'media_damaged', facts: {} },
  ])('$what that is called a picture or a video', async ({ bytes, given, code, facts }) => {
    const before = await rig.files();
    await expect(rig.take(bytes, given)).rejects.toMatchObject({ name: 'Refusal', code, facts });
    expect(await rig.files()).toEqual(before);
  });

  test('what is larger than may be, as soon as that is known', async () => {
    const before = await rig.files();
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield Buffer.alloc(1_000_000);
      }
    }

    const taken = rig.room.take({ source: Readable.from(endless()) }, 3_000_000);
    await expect(taken).rejects.toMatchObject({ code: 'media_too_large', facts: { max: 3_000_000 } });
    expect(asked).toBeLessThan(30);
    expect(await rig.files()).toEqual(before);
  });

  test('what broke off while it came', async () => {
    const before = await rig.files();

    const source = Readable.from(
      (function* () {
        yield PDF;
        throw new Error('the download broke');
      })(),
    );
    await expect(rig.room.take({ source }, 1_000)).rejects.toThrow('the download broke');
    expect(await rig.files()).toEqual(before);
  });
});
