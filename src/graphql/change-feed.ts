import type { Clock, Log } from '../ports.js';
import { type Change, changesSince } from '../reads/changes.js';

/** What happened since the last look, gathered: whoever is slow gets more at a time, not more often. */
export type Batch = readonly Change[];

export interface ChangeFeedParts {
  readonly db: () => Parameters<typeof changesSince>[0];
  readonly clock: Clock;
  readonly log: Log;
  readonly everyMs: number;
}

interface Listener {
  readonly clientId: string;
  waiting: Change[];
  wake(): void;
}

/** What a listener has not taken beyond this many is let go: it reads anew whatever it hears of. */
const WAITING_MAX = 1_000;

/**
 * Tells listeners what the desk wrote into its audit trail, whichever process wrote it. One look for all listeners of this process, and none
 * while nobody listens. Without LISTEN, which does not go through a pooler.
 */
export class ChangeFeed {
  private readonly listeners = new Set<Listener>();
  private readonly ending = new AbortController();
  private looking: Promise<void> | null = null;
  /** Of those who came before the first look. */
  private onFirstLook: (() => void)[] = [];
  private hasLooked = false;

  constructor(private readonly parts: ChangeFeedParts) {}

  /** The changes of one client that are committed after this has resolved; ends with `signal`. */
  async listen(clientId: string, signal: AbortSignal): Promise<AsyncGenerator<Batch, void, void>> {
    const listener: Listener = { clientId, waiting: [], wake: () => undefined };
    this.listeners.add(listener);
    signal.addEventListener('abort', () => this.forget(listener), { once: true });
    this.looking ??= this.lookWhileHeard();
    if (!this.hasLooked) await new Promise<void>((resolve) => this.onFirstLook.push(resolve));
    return this.batches(listener, signal);
  }

  /** Resolves when nothing is looked at any more. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.looking;
  }

  private async *batches(listener: Listener, signal: AbortSignal): AsyncGenerator<Batch, void, void> {
    try {
      while (!signal.aborted && !this.ending.signal.aborted) {
        if (listener.waiting.length > 0) yield listener.waiting.splice(0);
        else await new Promise<void>((resolve) => (listener.wake = resolve));
      }
    } finally {
      this.forget(listener);
    }
  }

  private forget(listener: Listener): void {
    this.listeners.delete(listener);
    listener.wake();
  }

  private async lookWhileHeard(): Promise<void> {
    const { clock, everyMs } = this.parts;
    const { signal } = this.ending;
    let since: bigint | null = null;
    let told: ReadonlySet<string> = new Set();
    while (this.listeners.size > 0 && !signal.aborted) {
      const found = await this.look(since);
      if (found) {
        // Whatever was there when the first listener came is no news.
        if (since !== null) this.tell(found.changes.filter(({ id }) => !told.has(id)));
        told = new Set(found.changes.filter(({ xact }) => xact >= found.horizon).map(({ id }) => id));
        since = found.horizon;
        this.hasLooked = true;
        for (const resolve of this.onFirstLook.splice(0)) resolve();
      }
      await clock.sleep(everyMs, signal);
    }
    this.looking = null;
    this.hasLooked = false;
    for (const resolve of this.onFirstLook.splice(0)) resolve();
    for (const listener of this.listeners) listener.wake();
  }

  private async look(since: bigint | null) {
    try {
      return await changesSince(this.parts.db(), since);
    } catch (err) {
      this.parts.log.warn({ err }, 'Changes could not be read and will be read again');
      return null;
    }
  }

  private tell(changes: Batch): void {
    for (const listener of this.listeners) {
      const mine = changes.filter(({ clientId }) => clientId === listener.clientId);
      if (mine.length === 0) continue;
      listener.waiting = [...listener.waiting, ...mine].slice(-WAITING_MAX);
      listener.wake();
    }
  }
}
