import { createHash } from 'node:crypto';
import type { Body } from './body.js';
import type { RequestView } from './people-api.js';

const KEPT = 2000;

/** What the bot sent, for the page's panel and for tests; in memory only. */
export class RequestLog {
  private readonly entries: RequestView[] = [];
  private last = 0;

  /** The outcome is filled in when it is known; until then it reads as done. */
  begin(method: string, chatId: number | null, body: Body, at: Date): RequestView {
    this.last += 1;
    const params = { ...body.params };
    for (const { field, file } of body.uploads) {
      const sha256 = createHash('sha256').update(file.data).digest('hex');
      params[field] = { file: file.name, size: file.data.length, sha256 };
    }
    const entry: RequestView = { n: this.last, at: at.toISOString(), method, chatId, params, outcome: { ok: true } };
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
    return entry;
  }

  since(n: number): RequestView[] {
    return this.entries.filter((entry) => entry.n > n);
  }
}
