import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../ports.js';
import type { Desk } from '../../usecases/desk.js';
import { findUpload, takeUpload, UPLOAD_MAX_BYTES } from '../../usecases/take-upload.js';
import { PAGE_HEADERS, uploadPage } from './page.js';
import { languageOf, PAGE_TEXTS, troubleOf } from './texts.js';

/** A sender that is silent for so long is gone. */
const SILENCE_MS = 60_000;
const FILES = { 'client.css': 'text/css; charset=utf-8', 'client.js': 'text/javascript; charset=utf-8' } as const;

export interface UploadRoutes {
  readonly desk: Desk;
  readonly log: Log;
  /** The package's root: the page's files are served from its `src`, also when the built program runs. */
  readonly root: string;
}

type TokenRequest = FastifyRequest<{ Params: { token: string } }>;

/** `/upload/<token>`: a page for one file, and where that page sends it. */
export async function registerUpload(server: FastifyInstance, { desk, log, root }: UploadRoutes): Promise<void> {
  for (const [name, type] of Object.entries(FILES)) {
    const bytes = await readFile(join(root, 'src', 'http', 'upload', name));
    server.get(`/upload/${name}`, async (_request, reply) => reply.type(type).send(bytes));
  }
  await server.register(async (scope) => {
    // The file is the body, whatever it is called; it is read as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.get('/upload/:token', async (request: TokenRequest, reply) => {
      const link = await findUpload(desk, request.params.token);
      const isOpen = link?.isOpen ?? false;
      const language = languageOf(link?.language, request.headers['accept-language']);
      return reply
        .code(isOpen ? 200 : 410)
        .headers(PAGE_HEADERS)
        .send(uploadPage(language, isOpen, UPLOAD_MAX_BYTES));
    });
    scope.post('/upload/:token', { config: { takesFiles: true } }, async (request: TokenRequest, reply) =>
      take(request, reply, { desk, log }),
    );
  });
}

async function take(request: TokenRequest, reply: FastifyReply, { desk, log }: Omit<UploadRoutes, 'root'>) {
  const { raw, headers } = request;
  const { token } = request.params;
  raw.setTimeout(SILENCE_MS, () => raw.complete || raw.destroy());
  try {
    const name = nameOf(headers['x-file-name']);
    const mime = headers['content-type'];
    await takeUpload(desk, token, { source: raw, ...(name && { name }), ...(mime && { mime }) });
    return await reply.send({ taken: true });
  } catch (thrown) {
    const { status, text } = troubleOf(thrown);
    // Whoever broke off hears nothing any more.
    if (status === 500 && raw.complete)
      log.error({ request: request.id, err: thrown }, 'An upload failed by a fault of ours');
    // A browser reads the answer only after it has sent everything.
    raw.resume();
    const link = await findUpload(desk, token);
    const language = languageOf(link?.language, headers['accept-language']);
    return await reply.code(status).send({ error: PAGE_TEXTS[language][text] });
  }
}

/** Only its last part: some browsers send paths. */
function nameOf(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  try {
    const name = decodeURIComponent(header).split(/[/\\]/).at(-1) ?? '';
    // oxlint-disable-next-line no-control-regex
    return name.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || null;
  } catch {
    return null;
  }
}
