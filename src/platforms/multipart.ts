import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { StreamedBody } from './http-wire.js';

export interface FormFile {
  readonly field: string;
  readonly fileName: string;
  readonly mime: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  open(): Readable;
}

/**
 * `multipart/form-data` with one file, streamed. Made by hand because `FormData` turns the line breaks of texts into CRLF and wants
 * the file in memory.
 */
export function multipart(fields: Readonly<Record<string, string>>, file: FormFile): StreamedBody {
  const boundary = boundaryFor(fields, file.hash);
  const texts = Object.entries(fields).map(([name, value]) => `${head(boundary, `name="${name}"`)}\r\n${value}\r\n`);
  const mime = file.mime.replace(/[^\w.+/-]/g, '');
  const fileHead = head(boundary, `name="${file.field}"; filename="${file.fileName}"`, mime);
  const before = Buffer.from(`${texts.join('')}${fileHead}\r\n`);
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: before.length + file.size + after.length,
    async *chunks() {
      yield before;
      yield* wholeFile(file);
      yield after;
    },
  };
}

/** Nobody can write a text or a picture that holds its own hash, so neither can end its part and begin another. */
function boundaryFor(fields: Readonly<Record<string, string>>, hash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([fields, hash]))
    .digest('hex');
}

function head(boundary: string, disposition: string, mime?: string): string {
  const type = mime === undefined ? '' : `content-type: ${mime}\r\n`;
  return `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${type}`;
}

/** A file that is not as long as we said would shift everything after it. */
async function* wholeFile(file: FormFile): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of file.open()) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > file.size) break;
    yield bytes;
  }
  if (size !== file.size) throw new Error(`The file has not the ${file.size} bytes that it should have`);
}
