import type { Clock } from '../../ports.js';
import { Deferred } from './deferred.js';
import type { TapView } from './people-api.js';
import type { TapRecord } from './records.js';
import { badRequest } from './refusal.js';
import type { Store } from './store.js';

/** How long a button spins, and how long a bot may answer. */
const TAP_LIVES_MS = 15_000;
const KEPT_MS = 60 * 60 * 1000;

export type TapAnswer = NonNullable<TapView['answer']>;

/** Taps on inline buttons and their answers. */
export class Taps {
  private readonly waiting = new Map<string, (answer: TapAnswer) => void>();

  private readonly store: Store;
  private readonly clock: Pick<Clock, 'now'>;

  constructor(store: Store, clock: Pick<Clock, 'now'>) {
    this.store = store;
    this.clock = clock;
  }

  begin(tap: Omit<TapRecord, 'id' | 'at'>): TapRecord {
    const n = this.store.state.lastTap + 1;
    const at = this.clock.now().getTime();
    for (const old of this.store.all('taps')) if (old.at < at - KEPT_MS) this.store.remove('taps', old.id);
    // As long and as meaningless as Telegram's own.
    const record = { ...tap, id: String(4_300_000_000_000_000_000n + BigInt(n) * 1_000_003n), at };
    this.store.setState({ lastTap: n });
    this.store.put('taps', record.id, record);
    return record;
  }

  /** Resolves with the bot's answer, or null when it did not come in time. */
  async waitFor(id: string, signal: AbortSignal): Promise<TapAnswer | null> {
    if (signal.aborted) return null;
    const answer = new Deferred<TapAnswer | null>();
    const timer = setTimeout(() => answer.resolve(null), TAP_LIVES_MS);
    signal.addEventListener('abort', () => answer.resolve(null), { once: true });
    this.waiting.set(id, answer.resolve);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }

  answer(id: string, answer: TapAnswer): void {
    const tap = this.store.get('taps', id);
    if (!tap || tap.at < this.clock.now().getTime() - TAP_LIVES_MS) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    this.store.afterCommit(() => this.waiting.get(id)?.(answer));
  }
}
