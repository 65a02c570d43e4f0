export interface RequestView {
  n: number;
  /** ISO 8601. */
  at: string;
  method: string;
  /** Below the version, without parameters. */
  path: string;
  /** What was given, the token left out. */
  params: Record<string, unknown>;
  /** HTTP status; null where the connection was broken on purpose. */
  status: number | null;
}

const KEPT = 2000;

/** What was asked of Instagram, for the page's panel and for tests; in memory only. */
export class RequestLog {
  private readonly entries: RequestView[] = [];
  private last = 0;

  add(entry: Omit<RequestView, 'n'>): void {
    this.last += 1;
    this.entries.push({ n: this.last, ...entry });
    if (this.entries.length > KEPT) this.entries.shift();
  }

  since(n: number): RequestView[] {
    return this.entries.filter((entry) => entry.n > n);
  }
}
