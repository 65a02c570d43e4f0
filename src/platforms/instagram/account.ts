import { z } from 'zod';
import { PlatformError } from '../../domain/failure.js';
import { type Graph, type GraphCaller, graphId } from '../meta/graph.js';
import type { Identified, Pasted, Quota } from '../platform.js';

const credentials = z.object({ token: z.string().regex(/^[\x21-\x7e]{20,}$/) });
export type InstagramCredentials = z.infer<typeof credentials>;

export function callerOf(sealed: unknown, signal: AbortSignal): GraphCaller {
  const read = credentials.safeParse(sealed).data;
  if (!read) throw new PlatformError('auth', 'This account has no token that can be used', { effect: 'none' });
  return { token: read.token, signal };
}

/** How tokens begin that are of Meta's but of another product, and that Instagram would refuse without saying why. */
const OTHER_KINDS: readonly (readonly [begins: RegExp, reason: string])[] = [
  [/^EAA/, 'token_of_facebook'],
  [/^IGQ/, 'token_of_basic_display'],
  [/^\d+\|/, 'token_of_app'],
];

/**
 * A token as it was copied, with or without what clings to it. Reasons: `no_token`, `token_of_facebook` (a page's or a person's),
 * `token_of_basic_display` (a product that ended in 2024), `token_of_app`.
 */
export function fromPaste(text: string): Pasted<InstagramCredentials> {
  const token = text
    .trim()
    .replace(/^(?:access_token[=:]\s*|Bearer\s+)/i, '')
    .replace(/^["'`]|["'`]$/g, '');
  const other = OTHER_KINDS.find(([begins]) => begins.test(token));
  if (other) return { ok: false, reason: other[1] };
  const read = credentials.safeParse({ token });
  return read.success ? { ok: true, credentials: read.data } : { ok: false, reason: 'no_token' };
}

const me = z.object({
  /** The id of webhooks and of publishing; `id` beside it belongs to the app only. */
  user_id: graphId.optional(),
  username: z.string(),
  name: z.string().optional(),
  account_type: z.string().optional(),
});

/**
 * Reasons: `token_expired`, `token_refused`, `token_without_account` (of a Facebook login), `account_personal`, `permission_missing`
 * (the permission to publish).
 */
export async function identify(graph: Graph, caller: GraphCaller): Promise<Identified> {
  try {
    const params = { fields: 'user_id,username,name,account_type' };
    const found = await graph.call(caller, { does: 'me', method: 'GET', path: ['me'], params, answer: me });
    const { user_id: externalId, username, name = username, account_type: accountType = '' } = found;
    if (externalId === undefined) return { ok: false, reason: 'token_without_account' };
    if (accountType.toUpperCase() === 'PERSONAL') return { ok: false, reason: 'account_personal' };
    // Whoever may ask for this may publish; the token itself does not tell what it is good for.
    await quota(graph, caller, externalId);
    return { ok: true, identity: { externalId, username, name, accountType } };
  } catch (thrown) {
    const error = PlatformError.from(thrown);
    if (error.kind === 'permission') return { ok: false, reason: 'permission_missing' };
    if (error.kind !== 'auth') throw error;
    return { ok: false, reason: error.info.code === '190/463' ? 'token_expired' : 'token_refused' };
  }
}

const limit = z.object({
  data: z
    .array(
      z.object({
        quota_usage: z.number().int().nonnegative(),
        /** Seconds. */
        config: z.object({ quota_total: z.number().int().positive(), quota_duration: z.number().positive() }),
      }),
    )
    .min(1),
});

/** Read live, because Meta names 25, 50 and 100 in different places. */
export async function quota(graph: Graph, caller: GraphCaller, externalId: string): Promise<Quota> {
  const params = { fields: 'quota_usage,config' };
  const path = [externalId, 'content_publishing_limit'];
  const call = { does: 'content_publishing_limit', method: 'GET', path, params } as const;
  const { data } = await graph.call(caller, { ...call, answer: limit });
  const [now] = data;
  if (!now) throw new PlatformError('outage', 'Instagram did not say how much may be published', { effect: 'none' });
  return { used: now.quota_usage, total: now.config.quota_total, windowMs: now.config.quota_duration * 1000 };
}
