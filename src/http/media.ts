import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkMediaLink, KIND_OF_ENDING } from '../domain/media-link.js';
import type { Clock, MediaStore } from '../ports.js';
import { rangeOf } from './byte-range.js';

export interface MediaRoutes {
  readonly store: Pick<MediaStore, 'open' | 'size'>;
  /** The addresses are signed with one of them. */
  readonly keys: () => readonly Buffer[];
  readonly clock: Pick<Clock, 'now'>;
}

const link = z.object({ expires: z.string().regex(/^\d{1,12}$/), signature: z.string().max(100) });

/** What is served runs nothing, is taken for nothing else, and may be shown by whoever was given its address. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'accept-ranges': 'bytes',
};

/** `/media/<hash>.<ending>`: a stored file for whoever holds its signed address, until that expires. */
export function registerMedia(server: FastifyInstance, { store, keys, clock }: MediaRoutes): void {
  server.route<{ Params: { file: string } }>({
    method: ['GET', 'HEAD'],
    url: '/media/:file',
    async handler(request, reply) {
      const { file } = request.params;
      const signed = link.safeParse(request.query);
      const verdict = signed.success ? checkMediaLink(keys(), { file, ...signed.data }, clock.now()) : 'forged';
      if (verdict === 'forged') return refuse(reply, 403, 'This address was not made by this desk, or was changed.');
      if (verdict === 'old')
        return refuse(reply, 403, 'This address has expired; the desk makes a new one when it is needed.');
      const [hash = '', ending = ''] = file.split('.');
      const size = await store.size(hash);
      if (size === null) return refuse(reply, 404, 'This file is not here any more.');
      const secondsLeft = Math.floor(Number(signed.data?.expires) - clock.now().getTime() / 1000);
      const mime = KIND_OF_ENDING.get(ending) ?? 'application/octet-stream';
      reply.headers({
        ...HEADERS,
        etag: `"${hash}"`,
        'cache-control': `private, max-age=${Math.max(0, secondsLeft)}`,
        'content-disposition': `${/^(image|video)\//.test(mime) ? 'inline' : 'attachment'}; filename="${file.slice(-24)}"`,
      });
      if (request.headers['if-none-match'] === `"${hash}"`) return reply.code(304).send();
      return send(request, reply.type(mime), store, { hash, size });
    },
  });
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  store: MediaRoutes['store'],
  { hash, size }: { hash: string; size: number },
): FastifyReply {
  const { range: asked, 'if-range': ifRange } = request.headers;
  const range = ifRange === undefined || ifRange === `"${hash}"` ? rangeOf(asked, size) : null;
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`);
    return refuse(reply, 416, 'The file is shorter than that.');
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  reply.header('content-length', end - start + 1);
  return reply.send(request.method === 'HEAD' ? undefined : store.open(hash, { start, end }));
}

function refuse(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send({ error });
}
