import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong with the next requests, whatever network lies behind. */
export interface WireFault {
  /** Does the network do what it was asked before things go wrong? */
  readonly done: boolean;
  readonly ending:
    | 'cut'
    | 'silence'
    /** The network's answer ends in the middle. */
    | 'half'
    /** An answer that goes on for ever, slowly. */
    | 'drip'
    /** An answer that goes on for ever, fast. */
    | 'flood'
    | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
}

export interface FaultProxy {
  readonly url: string;
  /** Method and path of each request, in order, faulty ones among them. */
  readonly requests: readonly string[];
  /** From the next request on, or of one only: the one after so many. */
  fail(fault: WireFault | null, onlyAfter?: number): void;
  /** Everything that was passed on has been done. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** An HTTP server in front of a simulated network, that a test can break request by request. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const requests: string[] = [];
  const passing = new Set<Promise<unknown>>();
  let fault: WireFault | null = null;
  let toPass = 0;
  let single = false;

  function takeFault(): WireFault | null {
    if (fault === null || toPass-- > 0) return null;
    const now = fault;
    if (single) fault = null;
    return now;
  }

  const server = createServer((request, reply) => {
    handle(request, reply).catch(() => reply.destroy());
  });

  async function handle(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    requests.push(`${request.method} ${request.url}`);
    const now = takeFault();
    const body = await read(request);
    const answer = now?.done === false ? null : await keep(pass(target, request, body));
    if (now) await suffer(now, answer, reply);
    else if (answer) reply.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text);
  }

  async function keep<T>(work: Promise<T>): Promise<T> {
    passing.add(work);
    return work.finally(() => passing.delete(work));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    fail(next, onlyAfter) {
      fault = next;
      toPass = onlyAfter ?? 0;
      single = onlyAfter !== undefined;
    },
    async settled() {
      await Promise.allSettled(passing);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function pass(target: string, request: IncomingMessage, body: Buffer<ArrayBuffer>): Promise<Answer> {
  const { 'content-type': type, authorization } = request.headers;
  const { method = 'GET' } = request;
  const headers = { ...(type !== undefined && { 'content-type': type }), ...(authorization && { authorization }) };
  const answer = await fetch(`${target}${request.url}`, {
    method,
    headers,
    ...(method !== 'GET' && { body }),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

async function suffer({ ending }: WireFault, answer: Answer | null, reply: ServerResponse): Promise<void> {
  if (typeof ending === 'object') {
    reply.writeHead(ending.status, ending.headers).end(ending.body);
    return;
  }
  if (ending === 'silence') return;
  if (ending === 'cut') {
    reply.destroy();
    return;
  }
  reply.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' });
  if (ending === 'half') {
    const text = answer?.text ?? '{"ok":true}';
    reply.write(text.slice(0, text.length / 2), () => reply.destroy());
    return;
  }
  const [piece, everyMs] = ending === 'drip' ? [' ', 20] : [' '.repeat(256 * 1024), 0];
  while (!reply.destroyed) {
    reply.write(piece);
    await sleep(everyMs);
  }
}
