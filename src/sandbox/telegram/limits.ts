/** How often the bot may send, per sliding window. */
export interface RateLimits {
  /** In one chat of any kind, within a second. */
  perChatPerSecond: number;
  /** In one group or channel, within a minute. */
  perGroupPerMinute: number;
  /** In all chats together, within a second. */
  overallPerSecond: number;
}

export const TELEGRAM_LIMITS: RateLimits = { perChatPerSecond: 1, perGroupPerMinute: 20, overallPerSecond: 30 };

export class Limiter {
  private readonly sent = new Map<string, number[]>();

  private limits: RateLimits | null;

  constructor(limits: RateLimits | null) {
    this.limits = limits;
  }

  set(limits: RateLimits | null): void {
    this.limits = limits;
    this.sent.clear();
  }

  /** Counts messages to a chat, or returns the seconds to wait and counts nothing. */
  take(chatId: number, messages: number, now: number): number {
    if (!this.limits) return 0;
    const windows = [
      { key: 'all', limit: this.limits.overallPerSecond, ms: 1000 },
      { key: `second/${chatId}`, limit: this.limits.perChatPerSecond, ms: 1000 },
      ...(chatId < 0 ? [{ key: `minute/${chatId}`, limit: this.limits.perGroupPerMinute, ms: 60_000 }] : []),
    ];
    let waitMs = 0;
    for (const { key, limit, ms } of windows) {
      const recent = (this.sent.get(key) ?? []).filter((at) => at > now - ms);
      this.sent.set(key, recent);
      // An album larger than the limit goes when the window is empty, else it could never go.
      const mustLeave = recent.length + messages - Math.max(limit, messages);
      const last = recent[mustLeave - 1];
      if (last !== undefined) waitMs = Math.max(waitMs, last + ms - now);
    }
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    for (const { key } of windows) this.sent.get(key)?.push(...Array.from({ length: messages }, () => now));
    return 0;
  }
}
