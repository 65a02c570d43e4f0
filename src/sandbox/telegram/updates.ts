import type { Clock } from '../../ports.js';
import { Deferred } from './deferred.js';
import type { UpdateRecord, WebhookRecord } from './records.js';
import { conflict } from './refusal.js';
import type { Store } from './store.js';

/** Sent only to those who ask for them by name. */
const ASKED_FOR = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const KEPT_MS = 24 * 60 * 60 * 1000;
const SUPERSEDED = 'terminated by other getUpdates request; make sure that only one bot instance is running';

export interface PollOptions {
  offset: number;
  limit: number;
  timeoutMs: number;
  allowed: string[] | null;
}

interface Waiting {
  wake(): void;
  fail(error: Error): void;
}

/** What the bot has not confirmed yet; it waits for a poll or goes out by webhook. Survives restarts. */
export class UpdateQueue {
  private waiting: Waiting | null = null;
  private deliver: ((changed: boolean) => void) | null = null;

  private readonly store: Store;
  private readonly clock: Pick<Clock, 'now'>;

  constructor(store: Store, clock: Pick<Clock, 'now'>) {
    this.store = store;
    this.clock = clock;
  }

  /** For the sender of webhooks: called when there may be something to deliver, or when the webhook changed. */
  onWork(deliver: (changed: boolean) => void): void {
    this.deliver = deliver;
  }
  get webhook(): WebhookRecord | null {
    return this.store.state.webhook;
  }
  get allowed(): string[] | null {
    return this.store.state.allowedUpdates;
  }

  push(kind: string, payload: Record<string, unknown>): void {
    const allowed = this.allowed;
    if (allowed ? !allowed.includes(kind) : ASKED_FOR.has(kind)) return;
    const id = this.store.state.lastUpdateId + 1;
    this.store.setState({ lastUpdateId: id });
    this.store.put('updates', id, { id, at: this.now(), update: { update_id: id, [kind]: payload } });
    this.store.afterCommit(() => {
      this.waiting?.wake();
      this.deliver?.(false);
    });
  }

  /** Oldest first; what lay for a day is gone. */
  pending(limit: number): UpdateRecord[] {
    const oldest = this.now() - KEPT_MS;
    const found: UpdateRecord[] = [];
    for (const record of this.store.all('updates')) {
      if (record.at < oldest) this.store.remove('updates', record.id);
      else if (found.push(record) === limit) break;
    }
    return found;
  }
  get size(): number {
    return this.store.size('updates');
  }

  confirm(id: number): void {
    this.store.remove('updates', id);
  }
  drop(): void {
    this.store.transact(() => {
      for (const { id } of this.store.all('updates')) this.confirm(id);
    });
  }

  /** Asking again for a list means: from now on; leaving it out keeps the earlier one; an empty one is the default. */
  setAllowed(allowed: string[] | null): void {
    if (allowed === null) return;
    const next = allowed.length === 0 ? null : allowed;
    if (JSON.stringify(next) !== JSON.stringify(this.allowed)) this.store.setState({ allowedUpdates: next });
  }

  setWebhook(webhook: WebhookRecord | null): void {
    this.store.setState({ webhook });
    if (webhook) this.waiting?.fail(conflict('terminated by setWebhook request'));
    this.deliver?.(true);
  }
  noteWebhookError(reason: string): void {
    const { webhook } = this.store.state;
    if (webhook) this.store.setState({ webhook: { ...webhook, lastError: reason, lastErrorAt: this.now() } });
  }

  async poll(options: PollOptions, gone: AbortSignal): Promise<Record<string, unknown>[]> {
    if (this.webhook) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.waiting?.fail(conflict(SUPERSEDED));
    this.store.transact(() => {
      this.setAllowed(options.allowed);
      this.confirmBefore(options.offset);
    });
    if (this.pending(1).length === 0 && options.timeoutMs > 0 && !gone.aborted) {
      await this.wait(options.timeoutMs, gone);
    }
    return gone.aborted ? [] : this.pending(options.limit).map(({ update }) => update);
  }

  close(): void {
    this.waiting?.wake();
  }

  /** A negative offset keeps that many of the newest and forgets the others. */
  private confirmBefore(offset: number): void {
    const ids = [...this.store.all('updates')].map(({ id }) => id);
    const first = offset < 0 ? (ids.at(offset) ?? 0) : offset;
    for (const id of ids) if (id < first) this.confirm(id);
  }

  private async wait(timeoutMs: number, gone: AbortSignal): Promise<void> {
    const answer = new Deferred<void>();
    const self: Waiting = { wake: answer.resolve, fail: answer.reject };
    this.waiting = self;
    const timer = setTimeout(answer.resolve, timeoutMs);
    const leave = (): void => answer.resolve();
    gone.addEventListener('abort', leave, { once: true });
    try {
      await answer.promise;
    } finally {
      clearTimeout(timer);
      gone.removeEventListener('abort', leave);
      if (this.waiting === self) this.waiting = null;
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
