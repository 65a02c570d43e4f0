import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../usecases/authenticate-token.js';
import { type Objection, refuse } from './answers.js';
import type { Authenticate } from './gate.js';
import { credentialsOf } from './gate.js';
import { type Stream, subscribe, type Subscribing } from './subscribe.js';

export interface StreamLimits {
  readonly perMember: number;
  readonly inAll: number;
  /** How often it is looked whether whoever listens still may, while there is nothing to tell them. */
  readonly recheckMs: number;
  /** A reader that takes nothing for this long is dropped. */
  readonly patienceMs: number;
}

export const STREAM_LIMITS: StreamLimits = { perMember: 10, inAll: 200, recheckMs: 30_000, patienceMs: 30_000 };

export interface StreamParts extends Subscribing, StreamLimits {
  readonly authenticate: Authenticate;
}

/** Subscriptions over server-sent events: the protocol of `graphql-sse`, each subscription on a connection of its own. */
export function createStreams(parts: StreamParts) {
  const open = new Set<Stream>();
  let handler: Promise<Awaited<ReturnType<typeof createHandler>>> | null = null;
  return {
    async answer(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<FastifyReply> {
      const objection = objectionTo(open, caller, parts);
      if (objection) return refuse(request, reply, objection);
      const stream: Stream = { caller, ending: new AbortController(), mayStill: async () => true };
      open.add(stream);
      const checking = setInterval(() => void recheck(parts, request, stream), parts.recheckMs);
      reply.raw.once('close', () => stream.ending.abort());
      try {
        await send(await (handler ??= createHandler(parts)), request, reply, stream, parts);
      } finally {
        clearInterval(checking);
        stream.ending.abort();
        open.delete(stream);
      }
      return reply;
    },
    stop(): void {
      for (const { ending } of open) ending.abort();
    },
  };
}

/** Loaded with the first subscription. */
async function createHandler(parts: StreamParts) {
  const sse = await import('graphql-sse');
  return sse.createHandler<FastifyRequest, Stream>({
    // No token: only distinct connections.
    authenticate: () => null,
    onSubscribe: ({ context: stream }, params) => subscribe(parts, stream, params),
  });
}

async function send(
  handle: Awaited<ReturnType<typeof createHandler>>,
  request: FastifyRequest,
  reply: FastifyReply,
  stream: Stream,
  parts: StreamParts,
): Promise<void> {
  const [body, { status, headers }] = await handle({
    method: request.method,
    url: request.url,
    // However the address was chosen, the answer is a stream.
    headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : String(request.headers[name] ?? '')) },
    body: () => (typeof request.body === 'object' ? { ...request.body } : null),
    raw: request,
    context: stream,
  });
  if (typeof body === 'string' || body === null) {
    void reply
      .code(status)
      .headers(headers ?? {})
      .send(body ?? '');
    return;
  }
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(status, { ...headersOf(reply), ...headers });
  for await (const text of body) {
    const isNews = text.startsWith('event: next');
    if (isNews) await recheck(parts, request, stream);
    // That it is over is told all the same.
    if (!isNews || !stream.ending.signal.aborted) await write(raw, text, parts.patienceMs);
  }
  raw.end();
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
}

async function write(raw: ServerResponse, text: string, patienceMs: number): Promise<void> {
  if (raw.destroyed || raw.write(text)) return;
  const timer = setTimeout(() => raw.destroy(), patienceMs);
  await Promise.race([once(raw, 'drain'), once(raw, 'close')]);
  clearTimeout(timer);
}

/** Whoever may not look any more, or may do something else by now, is let go: they come again as they are. */
async function recheck({ authenticate, desk }: StreamParts, request: FastifyRequest, stream: Stream): Promise<void> {
  try {
    const now = await authenticate(credentialsOf(request));
    if (!now || !(await stream.mayStill(now))) stream.ending.abort();
  } catch (err) {
    desk.log.warn({ err }, 'Whether a subscriber still may listen could not be read and will be read again');
  }
}

function objectionTo(open: ReadonlySet<Stream>, { member }: Caller, limits: StreamLimits): Objection | null {
  const own = [...open].filter(({ caller }) => caller.member.memberId === member.memberId).length;
  const refused = { status: 429, code: 'TOO_MANY_STREAMS', retryAfterS: 30 };
  if (own >= limits.perMember)
    return { ...refused, message: `You listen to ${own} subscriptions; end one before you begin another.` };
  if (open.size >= limits.inAll)
    return { ...refused, status: 503, message: 'Too many subscriptions are open here; try again in a while.' };
  return null;
}
