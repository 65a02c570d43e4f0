import { z } from 'zod';
import { withoutJson } from '../http-answer.js';
import type { Http } from '../http.js';
import { readRefusal } from './errors.js';

export interface GraphConfig {
  /** `https://graph.instagram.com`, without a version. */
  readonly apiUrl: string;
  /** `v25.0`. */
  readonly version: string;
  readonly http: Http;
  /** For one request. */
  readonly timeoutMs: number;
  /** Stands in messages in front of what was asked for: `Instagram`. */
  readonly network: string;
}

export interface GraphCall<T> {
  /** In words, for messages and logs: `media_publish`. */
  readonly does: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the version, each piece of it escaped: `['17841…', 'media']`. */
  readonly path: readonly string[];
  /** In the address of a GET, in the body otherwise. */
  readonly params?: Readonly<Record<string, string | boolean>>;
  readonly answer: z.ZodType<T>;
}

/** Whose request it is, and until when. */
export interface GraphCaller {
  readonly token: string;
  readonly signal: AbortSignal;
}

/** Meta's Graph API. Throws only `PlatformError`. */
export interface Graph {
  call<T>(caller: GraphCaller, call: GraphCall<T>): Promise<T>;
}

/** Ids of Meta's exceed 2^53: they are text, whatever the answer writes them as. */
export const graphId = z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative()]).transform(String);

/** The token travels in a header: addresses are written to logs on the way. */
export function createGraph({ apiUrl, version, http, timeoutMs, network }: GraphConfig): Graph {
  const root = `${apiUrl.replace(/\/+$/, '')}/${version}`;
  return {
    async call({ token, signal }, { does, method, path, params, answer: schema }) {
      const name = `${network} ${does}`;
      const answer = await http.request({
        name,
        method,
        url: `${root}/${path.map(encodeURIComponent).join('/')}${method === 'GET' ? query(params) : ''}`,
        headers: { authorization: `Bearer ${token}` },
        ...(method !== 'GET' && params && { json: params }),
        timeoutMs,
        signal,
      });
      const refusal = readRefusal({ name, secret: token }, answer);
      if (refusal) throw refusal;
      const good = schema.safeParse(answer.json);
      if (good.success && answer.status >= 200 && answer.status < 300) return good.data;
      throw withoutJson(name, answer.status, answer.headers);
    },
  };
}

function query(params: GraphCall<unknown>['params'] = {}): string {
  const text = new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
