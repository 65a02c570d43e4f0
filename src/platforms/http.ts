import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import { PlatformError } from '../domain/failure.js';
import { type Log, type Tracer, untraced } from '../ports.js';
import { type HttpAnswer, parseAnswer, readAll, statusEffect } from './http-answer.js';
import { type StreamedBody, type Upload, type Wire, watchUpload, watchWire } from './http-wire.js';

export interface HttpRequest {
  /** Stands for the request in messages and logs, where its address must not: `Telegram sendMessage`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** May hold a secret. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Instead of `json`. */
  readonly body?: StreamedBody;
  /** For everything, from looking up the host to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Http {
  /**
   * One request, sent once: no retry, no redirect followed. An answer in JSON, or without a body, is returned whatever its status;
   * anything else is a `PlatformError` that says whether the request may have taken effect, and holds no address, header or body.
   */
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpOptions {
  readonly log?: Log;
  readonly tracer?: Tracer;
  /** The longest answer that is read, unpacked. */
  readonly maxAnswerBytes?: number;
}

/** Shorter than what servers allow: a request that meets its connection's end is lost, and nobody knows how far it came. */
const IDLE_MS = 15_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * The only way out to networks. It does not look at `HTTP_PROXY` and its kind: a request goes where the configuration says.
 * Answers are held in memory; what may be large is downloaded elsewhere.
 */
export function createHttp({ log, tracer = untraced, maxAnswerBytes = MAX_ANSWER_BYTES }: HttpOptions = {}): Http {
  const pool = { keepAlive: true, timeout: IDLE_MS };
  const agents = { httpAgent: new HttpAgent(pool), httpsAgent: new HttpsAgent(pool) };
  return {
    async request(request) {
      const began = performance.now();
      const note = (outcome: object): void => {
        const ms = Math.round(performance.now() - began);
        log?.debug({ request: request.name, ms, ...outcome }, 'A request went out');
      };
      try {
        const answer = await tracer.span('request', { request: request.name }, async (span) => {
          const found = await exchange(request, agents, maxAnswerBytes);
          span.set({ status: found.status });
          return found;
        });
        note({ status: answer.status });
        return answer;
      } catch (thrown) {
        const error = PlatformError.from(thrown);
        const { effect, status, code } = error.info;
        note({ kind: error.kind, effect, status, code });
        throw error;
      }
    },
  };
}

interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** One request under way: what can be known of it from outside, however it ends. */
interface Exchange {
  readonly wire: Wire;
  readonly upload: Upload | null;
  /** Of the answer, once its head is here. */
  status: number | null;
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
}

async function exchange(request: HttpRequest, agents: Agents, maxAnswerBytes: number): Promise<HttpAnswer> {
  const { name, url } = request;
  if (!URL.canParse(url)) throw new PlatformError('bug', `${name}: its address is not valid`, { effect: 'none' });
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), request.timeoutMs);
  const signal = AbortSignal.any([request.signal, late.signal]);
  const upload = request.body ? watchUpload(request.body) : null;
  const under: Exchange = { wire: watchWire(), upload, status: null, signal, deadline: late.signal };
  try {
    const response = await send(request, under, agents);
    const { status } = response;
    under.status = status;
    const body = await readAll(response.data, maxAnswerBytes);
    return parseAnswer(name, { status, headers: plainHeaders(response.headers), body });
  } catch (thrown) {
    throw thrown instanceof PlatformError ? thrown : failed(request, under, thrown);
  } finally {
    clearTimeout(timer);
    under.wire.close();
    upload?.stream.destroy();
  }
}

function send({ method, url, headers, json, body }: HttpRequest, under: Exchange, agents: Agents) {
  under.signal.throwIfAborted();
  const text = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
  return axios.request<unknown>({
    ...agents,
    adapter: 'http',
    method,
    url,
    headers: {
      accept: 'application/json',
      'user-agent': 'Copydesk',
      ...(text && { 'content-type': 'application/json' }),
      ...(body && { 'content-type': body.type, 'content-length': String(body.length) }),
      ...headers,
    },
    data: under.upload?.stream ?? text,
    signal: under.signal,
    transport: under.wire.transport,
    responseType: 'stream',
    maxRedirects: 0,
    proxy: false,
    validateStatus: () => true,
  });
}

/** What was thrown is left behind: it knows the address, and with it the secret. */
function failed(request: HttpRequest, under: Exchange, thrown: unknown): PlatformError {
  const { wire, upload, status, signal, deadline } = under;
  const arrived = wire.isOpen() && (upload?.isHandedOver() ?? true);
  const effect = status === null ? (arrived ? 'uncertain' : 'none') : statusEffect(status);
  const cause = upload?.failure();
  if (cause !== undefined) {
    return new PlatformError('bug', `${request.name}: the file to upload could not be read`, { effect, cause });
  }
  const answered = status === null ? {} : { status };
  if (signal.aborted) {
    const why = deadline.aborted ? `no answer within ${request.timeoutMs / 1000} s` : 'stopped before the answer came';
    return new PlatformError('timeout', `${request.name}: ${why}`, { effect, ...answered });
  }
  const code = systemCode(thrown);
  const why = wire.isOpen() ? 'the connection was lost' : 'no connection';
  const info = { effect, ...answered, ...(code !== null && { code }) } as const;
  return new PlatformError('network', `${request.name}: ${why}${code === null ? '' : ` (${code})`}`, info);
}

/** `ECONNREFUSED` and its kind; never a sentence, which may quote what was sent. */
function systemCode(thrown: unknown): string | null {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : null;
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
}
