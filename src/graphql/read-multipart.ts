import { Busboy } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import type { Desk } from '../usecases/desk.js';
import { keepMedium } from '../usecases/keep-medium.js';
import { UPLOAD_MAX_BYTES } from '../usecases/take-upload.js';
import { FILES_MAX, IncomingFiles } from './incoming-files.js';
import { MultipartProblem } from './multipart-problem.js';
import { readOperation } from './multipart-operation.js';
import { UploadedFile } from './upload-scalar.js';

const FIELD_MAX_BYTES = 256 * 1024;
/** Until it is known what is asked for. */
const HEAD_MS = 30_000;
/** A sender that is silent for so long is gone. */
const SILENCE_MS = 60_000;
/** How long the rest of a request is still read once it has failed: browsers read the answer only after they have sent everything. */
const REST_MS = 10_000;

/** The operation with a handle for each file among its variables, or what is wrong with it. */
export async function readMultipart({ raw, headers }: FastifyRequest, desk: Desk): Promise<unknown> {
  const type = headers['content-type'] ?? '';
  if (!/;\s*boundary=/i.test(type)) return new MultipartProblem('The content type names no boundary.');
  raw.setTimeout(SILENCE_MS, () => raw.complete || raw.destroy());
  const parser = new Busboy({
    headers: { ...headers, 'content-type': type },
    limits: { fields: 2, fieldSize: FIELD_MAX_BYTES, files: FILES_MAX, parts: FILES_MAX + 2, headerPairs: 20 },
  });
  const files = new IncomingFiles(() => {
    raw.unpipe(parser);
    raw.resume();
    setTimeout(() => raw.complete || raw.destroy(), REST_MS).unref();
  });
  const fields = new Map<string, string>();
  return new Promise((resolve) => {
    const stop = (sentence: string): void => {
      files.fail(sentence);
      resolve(new MultipartProblem(sentence));
      clearTimeout(timer);
    };
    const timer = setTimeout(() => stop('operations and map did not come in time.'), HEAD_MS);
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) return stop('operations and map have 256 KB at most.');
      fields.set(name, value);
      if (name !== 'map') return undefined;
      clearTimeout(timer);
      const read = readOperation(fields.get('operations'), value, (file) => handleOf(file, files, desk));
      return typeof read === 'string' ? stop(read) : resolve(read);
    });
    parser.on('file', (name, source, fileName, _encoding, mime) => {
      // Without a listener of its own, one that is given up would end the process.
      source.on('error', () => undefined);
      if (fields.has('map')) files.arrive(name, { source, ...(fileName && { name: fileName }), mime });
      else stop('operations and map come before the files.');
    });
    for (const limit of ['filesLimit', 'partsLimit', 'fieldsLimit'] as const) {
      parser.on(limit, () => stop(`A request has operations, map and ${FILES_MAX} files at most.`));
    }
    parser.once('error', () => stop('The multipart request is damaged.'));
    parser.once('finish', () => (fields.has('map') ? files.end() : stop('operations or map is missing.')));
    raw.once('close', () => raw.complete || stop('The request was cut off.'));
    raw.pipe(parser);
  });
}

/** Kept once the whole request is here, so that nothing is made of one that is wrong further on. */
function handleOf(name: string, files: IncomingFiles, desk: Desk): UploadedFile {
  files.expect(name);
  return new UploadedFile(async () => {
    try {
      const ref = await keepMedium(desk, await files.ask(name), UPLOAD_MAX_BYTES);
      await files.all();
      return ref;
    } catch (thrown) {
      files.fail('Another file of this request was refused.');
      throw thrown;
    }
  });
}
