import type { Log } from '../../ports.js';
import { Deferred } from './deferred.js';
import type { WebhookRecord } from './records.js';
import type { UpdateQueue } from './updates.js';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 60_000;
const ANSWER_WITHIN_MS = 60_000;

/** Sends waiting updates to the bot's webhook, one after the other; what is not answered with 2xx is sent again. */
export class WebhookSender {
  private running = false;
  private stopped = false;
  private readonly interrupt = new AbortController();
  private wake: (() => void) | null = null;

  private readonly updates: UpdateQueue;
  private readonly log: Log | null;

  constructor(updates: UpdateQueue, log: Log | null) {
    this.updates = updates;
    this.log = log;
    updates.onWork((changed) => {
      if (changed) this.wake?.();
      void this.run();
    });
    void this.run();
  }

  stop(): void {
    this.stopped = true;
    this.interrupt.abort();
    this.wake?.();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    let retryMs = FIRST_RETRY_MS;
    try {
      for (let next = this.next(); next; next = this.next()) {
        const failure = await this.send(next.webhook, next.update);
        if (this.stopped) return;
        // Another webhook was set meanwhile: its turn, at once.
        if (this.updates.webhook?.url !== next.webhook.url) continue;
        if (failure === null) {
          this.updates.confirm(next.id);
          retryMs = FIRST_RETRY_MS;
        } else {
          this.updates.noteWebhookError(failure);
          await this.pause(retryMs);
          retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
        }
      }
    } catch (error) {
      this.log?.error({ err: error }, 'the simulated Telegram stopped delivering updates');
    } finally {
      this.running = false;
    }
  }

  private next(): { webhook: WebhookRecord; id: number; update: Record<string, unknown> } | null {
    const { webhook } = this.updates;
    const first = this.stopped || !webhook ? undefined : this.updates.pending(1)[0];
    return webhook && first ? { webhook, id: first.id, update: first.update } : null;
  }

  /** Null when it was taken, else what went wrong, in Telegram's words. */
  private async send(webhook: WebhookRecord, update: Record<string, unknown>): Promise<string | null> {
    const headers = new Headers({ 'content-type': 'application/json' });
    if (webhook.secret !== null) headers.set('x-telegram-bot-api-secret-token', webhook.secret);
    const signal = AbortSignal.any([this.interrupt.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    try {
      const answer = await fetch(webhook.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(update),
        redirect: 'manual',
        signal,
      });
      await answer.arrayBuffer();
      return answer.ok ? null : `Wrong response from the webhook: ${answer.status} ${answer.statusText}`.trim();
    } catch {
      return 'Connection failed';
    }
  }

  /** Cut short when another webhook is set. */
  private async pause(ms: number): Promise<void> {
    const over = new Deferred<void>();
    const timer = setTimeout(over.resolve, ms);
    this.wake = over.resolve;
    await over.promise;
    this.wake = null;
    clearTimeout(timer);
  }
}
