import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type FormFile, multipart } from '../../src/platforms/multipart.js';

const BYTES = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
const file = (change: Partial<FormFile> = {}): FormFile => ({
  field: 'photo',
  fileName: 'photo',
  mime: 'image/png',
  hash: createHash('sha256').update(BYTES).digest('hex'),
  size: BYTES.length,
  open: () => Readable.from([BYTES.subarray(0, 3), BYTES.subarray(3)]),
  ...change,
});

describe('a form with a file', () => {
  it('carries texts and bytes unchanged, in as many bytes as it announces', async () => {
    const body = multipart({ chat_id: '-1001', caption: 'a\nб "в"\r\n--' }, [file()]);
    const boundary = /boundary=([0-9a-f]{64})$/.exec(body.type)?.[1] ?? '';
    const sent = await buffer(body.chunks());
    const expected = Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="chat_id"\r\n\r\n-1001\r\n`),
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="caption"\r\n\r\na\nб "в"\r\n--\r\n`),
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="photo"\r\n`),
      Buffer.from('content-type: image/png\r\n\r\n'),
      BYTES,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    expect(sent.toString('latin1')).toBe(expected.toString('latin1'));
    expect(body.length).toBe(expected.length);
  });

  it('has a boundary that follows from all that is in it, so that nobody can write it inside', () => {
    const types = [
      multipart({ caption: 'a' }, [file()]),
      multipart({ caption: 'b' }, [file()]),
      multipart({ caption: 'a' }, [file({ hash: 'b'.repeat(64) })]),
    ].map(({ type }) => type);
    expect(new Set(types).size).toBe(3);
    expect(multipart({ caption: 'a' }, [file()]).type).toBe(types[0]);
  });

  it('lets no type of a file begin a line of its own', async () => {
    const body = multipart({}, [file({ mime: 'image/png\r\nx-evil: "1"\r\n\r\n' })]);
    const sent = (await buffer(body.chunks())).toString('latin1');
    expect(sent).toContain('content-type: image/pngx-evil1\r\n\r\n');
    expect(body.length).toBe(sent.length);
  });

  it.each([
    { what: 'shorter', bytes: BYTES.subarray(1) },
    { what: 'longer', bytes: Buffer.concat([BYTES, BYTES]) },
    // Its surplus would fill the announced length: a whole body, with an end that is not there.
    {
      what: 'longer by the length of the end',
      bytes: Buffer.alloc(BYTES.length + '\r\n--'.length + 64 + '--\r\n'.length),
    },
  ])('is never whole when the file is $what than it was', async ({ bytes }) => {
    const body = multipart({}, [file({ open: () => Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]) })]);
    let sent = 0;
    const read = async () => {
      for await (const chunk of body.chunks()) sent += chunk.length;
    };
    await expect(read()).rejects.toThrow('The file has not the 8 bytes');
    expect(sent).toBeLessThan(body.length);
  });
});
