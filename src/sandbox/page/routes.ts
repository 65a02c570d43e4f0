import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Nothing but our own files: no inline script or style, no frame around us, no form that leaves.
 * `blob:` is for the picture that is attached and not sent yet.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const CONTENT_TYPES = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['svg', 'image/svg+xml'],
]);

/** A name in the one flat folder: what has no slash and no dot of its own cannot lead out of it. */
const FILE = /^[a-z0-9-]+\.(css|js|svg)$/;

export interface PageOptions {
  /** The sandbox's GraphQL token, put into the page so that one can copy it. */
  readonly token: string;
  /** Of the simulated Instagram, for trying to connect an account; left out where there is none. */
  readonly instagramToken?: string;
  /** The package's root: the files are served from its `src/sandbox/page`, also when the built program runs from `dist`. */
  readonly root: string;
}

/** The sandbox page: `/` and its files under `/sandbox/page/`. */
export function pageRoutes(options: PageOptions): FastifyPluginAsync {
  const folder = join(options.root, 'src', 'sandbox', 'page');
  return async (app) => {
    app.get('/', async (request, reply) => {
      const html = await readFile(join(folder, 'index.html'), 'utf8');
      const filled = html
        .replace('%TOKEN%', () => escapeAttribute(options.token))
        .replace('%INSTAGRAM%', () => escapeAttribute(options.instagramToken ?? ''));
      return send(request, reply, 'html', Buffer.from(filled));
    });
    app.get<{ Params: { file: string } }>('/sandbox/page/:file', async (request, reply) => {
      const extension = FILE.exec(request.params.file)?.[1];
      const bytes = extension === undefined ? null : await readIfThere(join(folder, request.params.file));
      if (extension === undefined || bytes === null) return reply.code(404).send({ error: 'no such file' });
      return send(request, reply, extension, bytes);
    });
  };
}

function send(request: FastifyRequest, reply: FastifyReply, extension: string, bytes: Buffer): FastifyReply {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  reply.headers({
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-cache',
    etag,
  });
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
  return reply.type(CONTENT_TYPES.get(extension) ?? 'application/octet-stream').send(bytes);
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
