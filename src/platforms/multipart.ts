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
 * `multipart/form-data` with files, streamed one after the other. Made by hand because `FormData` turns the line breaks of texts into
 * CRLF and wants the files in memory.
 */
export function multipart(fields: Readonly<Record<string, string>>, files: readonly FormFile[]): StreamedBody {
  const boundary = boundaryFor(fields, files);
  const texts = Object.entries(fields).map(([name, value]) => `${head(boundary, `name="${name}"`)}\r\n${value}\r\n`);
  const before = Buffer.from(texts.join(''));
  const parts = files.map((file) => ({ file, before: Buffer.from(`${fileHead(boundary, file)}\r\n`) }));
  const after = Buffer.from(`--${boundary}--\r\n`);
  const inFiles = parts.reduce((sum, part) => sum + part.before.length + part.file.size + LINE_END.length, 0);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: before.length + inFiles + after.length,
    async *chunks() {
      yield before;
      for (const part of parts) {
        yield part.before;
        yield* wholeFile(part.file);
        yield LINE_END;
      }
      yield after;
    },
  };
}

const LINE_END = Buffer.from('\r\n');

/** Nobody can write a text or a picture that holds its own hash, so neither can end its part and begin another. */
function boundaryFor(fields: Readonly<Record<string, string>>, files: readonly FormFile[]): string {
  return createHash('sha256')
    .update(JSON.stringify([fields, files.map(({ hash }) => hash)]))
    .digest('hex');
}

/** What could end the name or the line is not let into it. */
function fileHead(boundary: string, { field, fileName, mime }: FormFile): string {
  const name = fileName.replace(/["\\\p{Cc}]/gu, '_');
  return head(boundary, `name="${field}"; filename="${name}"`, mime.replace(/[^\w.+/-]/g, ''));
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
