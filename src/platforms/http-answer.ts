import { Readable } from 'node:stream';
import { PlatformError, type FailureInfo } from '../domain/failure.js';

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the answer has no body. Whole numbers that a double cannot hold (ids of Meta's) are texts. */
  readonly json: unknown;
}

interface RawAnswer {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  /** Null where it is longer than anything we read. */
  readonly body: Buffer | null;
}

/** Throws what the stream throws; stops reading, and returns null, past `maxBytes`. */
export async function readAll(stream: unknown, maxBytes: number): Promise<Buffer | null> {
  if (!(stream instanceof Readable)) throw new Error('The answer is no stream');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export function parseAnswer(name: string, { status, headers, body }: RawAnswer): HttpAnswer {
  if (body === null) throw withoutJson(name, status, headers);
  if (body.length === 0) return { status, headers, json: undefined };
  try {
    return { status, headers, json: parseJson(body.toString('utf8')) };
  } catch {
    // Not the parser's own error, which quotes the answer.
    throw withoutJson(name, status, headers);
  }
}

function parseJson(text: string): unknown {
  // A reviver costs several times the parsing; most answers have no number of that length.
  return /\d{16}/.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
}

function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  const rounded = typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value);
  return rounded && /^-?\d+$/.test(source) ? source : value;
}

/**
 * Did a request that got this status take effect? A refusal (4xx) and "ask there instead" (307, 308) say no. Gateways and servers
 * that fail, or stopped waiting (408, 499), do not know. Neither do the other redirects, which often follow something done.
 */
export function statusEffect(status: number): 'none' | 'uncertain' {
  if (status === 408 || status === 499) return 'uncertain';
  return status === 307 || status === 308 || (status >= 400 && status < 500) ? 'none' : 'uncertain';
}

/** An answer that is not the network's own: of a gateway, a login page, a broken server. Adapters use it for JSON of the wrong form. */
export function withoutJson(name: string, status: number, headers: HttpAnswer['headers']): PlatformError {
  const info: FailureInfo = { effect: statusEffect(status), status, ...retryAfter(headers) };
  const message = `${name}: status ${status} without an answer that can be read`;
  if (status === 429) return new PlatformError('rate_limit', message, info);
  if (status === 413) return new PlatformError('invalid', message, info);
  return new PlatformError('outage', message, info);
}

/** Only the form in seconds; a date there depends on whose clock is right. */
function retryAfter(headers: HttpAnswer['headers']): { retryAfterMs?: number } {
  const seconds = headers['retry-after'];
  return seconds !== undefined && /^\d{1,9}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
}
