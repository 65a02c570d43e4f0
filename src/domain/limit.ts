import { waitMsOf } from './after-error.js';
import type { PlatformError } from './failure.js';

/** Until when nothing of `app:<platform>` or `account:<id>` is worth a request. */
export interface Limit {
  readonly scope: string;
  readonly until: Date;
}

/** What a refusal says about the next requests; null where it is none of too much. */
export function limitIn(
  { kind, info }: PlatformError,
  { platform, accountId }: { readonly platform: string; readonly accountId: string },
  now: Date,
): Limit | null {
  if (kind !== 'rate_limit' && kind !== 'quota') return null;
  const scope = info.scope === 'app' ? `app:${platform}` : `account:${accountId}`;
  return { scope, until: new Date(now.getTime() + waitMsOf(info)) };
}
