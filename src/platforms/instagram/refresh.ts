import { z } from 'zod';
import { PlatformError } from '../../domain/failure.js';
import { withoutJson } from '../http-answer.js';
import type { Http } from '../http.js';
import { readRefusal } from '../meta/errors.js';
import type { Graph, GraphCaller } from '../meta/graph.js';
import type { Refreshed } from '../platform.js';
import { identify, type InstagramCredentials } from './account.js';

export interface Refreshing {
  readonly apiUrl: string;
  readonly http: Http;
  readonly graph: Graph;
  readonly timeoutMs: number;
}

/** `expires_in` is in seconds. */
const renewed = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{20,}$/),
  expires_in: z.coerce.number().positive(),
});

/** A refusal leaves open why: whether the token is still good for anything, `me` says. */
export async function refresh(its: Refreshing, caller: GraphCaller): Promise<Refreshed<InstagramCredentials>> {
  try {
    return await renew(its, caller);
  } catch (thrown) {
    const { kind } = PlatformError.from(thrown);
    if (kind !== 'auth' && kind !== 'permission' && kind !== 'invalid') throw thrown;
    const found = await identify(its.graph, caller);
    return { ok: false, isOver: !found.ok && (found.reason === 'token_expired' || found.reason === 'token_refused') };
  }
}

/** Without a version, and with the token in the address: Meta documents no other form. It is in no log of ours. */
async function renew({ apiUrl, http, timeoutMs }: Refreshing, { token, signal }: GraphCaller) {
  const name = 'Instagram refresh_access_token';
  const query = new URLSearchParams({ grant_type: 'ig_refresh_token', access_token: token });
  const url = `${apiUrl.replace(/\/+$/, '')}/refresh_access_token?${query}`;
  const answer = await http.request({ name, method: 'GET', url, timeoutMs, signal });
  const refusal = readRefusal({ name, secret: token }, answer);
  if (refusal) throw refusal;
  const read = renewed.safeParse(answer.json);
  if (!read.success || answer.status >= 300) throw withoutJson(name, answer.status, answer.headers);
  const { access_token: next, expires_in: seconds } = read.data;
  return { ok: true, credentials: { token: next }, expiresInMs: seconds * 1000 } as const;
}
