import type { Claimed } from '../db/claimed.js';
import type { DeliveryEvent } from '../domain/delivery.js';
import { step, WAIT_BOUND_MS } from '../domain/delivery-step.js';
import type { Tally } from '../ports.js';

/** Upper bounds, in seconds: the promise is one; from a minute on it is a matter of retries and limits. */
export const LATENESS_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1800] as const;

/**
 * How long after its planned time the first request of a publication leaves. Waiting moves `dueAt`, but never what bounds it, or a post that
 * a limit kept for an hour would count as punctual.
 */
export function tallyRequest(tally: Tally, { kind, part, row }: Claimed, now: Date): void {
  if (kind !== 'part' || !isMain(part) || row.attempts.length > 1) return;
  const { platform } = part;
  const planned = row.giveUpAt.getTime() - WAIT_BOUND_MS;
  const seconds = Math.max(0, now.getTime() - planned) / 1000;
  const bound = LATENESS_BUCKETS.find((one) => seconds <= one);
  tally.add('copydesk_lateness_seconds_bucket', { platform, le: bound === undefined ? '+Inf' : String(bound) });
  tally.add('copydesk_lateness_seconds_sum', { platform }, seconds);
}

/** What came of one try, and of publications that came to an end by it. */
export function tallySettled(tally: Tally, { kind, part, row }: Claimed, event: DeliveryEvent): void {
  const failure = 'failure' in event ? event.failure : undefined;
  const isDone = event.type === 'publish' || event.type === 'handOver' || event.type === 'removed';
  if (!isDone && !failure) return;
  const platform = part?.platform ?? (kind === 'notice' ? 'telegram' : 'none');
  const what = row.state === 'removing' ? 'removal' : kind;
  tally.add('copydesk_attempts_total', { kind: what, platform, result: failure?.kind ?? 'ok' });
  const after = step(row, event);
  if (kind === 'part' && isMain(part) && after && ENDS.includes(after.state))
    tally.add('copydesk_publications_ended_total', { platform, state: after.state });
}

const ENDS: readonly string[] = ['published', 'handed_over', 'failed', 'unknown', 'removed'];

function isMain(part: Claimed['part']): part is NonNullable<Claimed['part']> {
  return part?.name === 'main';
}
