const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** People hear of it this long before access to an account ends, and once more on the last day. A day more than the 72 hours promised. */
export const WARN_MS = 4 * DAY_MS;
export const LAST_WARN_MS = DAY_MS;

/** Networks renew nothing that is younger than a day. */
export const FIRST_REFRESH_MS = DAY_MS;
/** The network could not be asked; it did not want to. */
export const ASK_AGAIN_MS = HOUR_MS;
export const REFUSED_AGAIN_MS = DAY_MS;

/** `soon` and `last` are when people hear of it; null while there is time to renew it, or no end is known. */
export function warningAt(expiresAt: Date | null, now: Date): 'soon' | 'last' | null {
  if (expiresAt === null) return null;
  const leftMs = expiresAt.getTime() - now.getTime();
  if (leftMs > WARN_MS) return null;
  return leftMs > LAST_WARN_MS ? 'soon' : 'last';
}

/** Half-way to the end: what fails then has weeks to be tried again. */
export function nextRefreshAt(now: Date, expiresInMs: number): Date {
  return new Date(now.getTime() + Math.max(FIRST_REFRESH_MS, expiresInMs / 2));
}

/** After one that did not work; the very end is not slept through, for then the network's word is definite. */
export function refreshAgainAt(now: Date, waitMs: number, expiresAt: Date | null): Date {
  const at = now.getTime() + waitMs;
  const end = expiresAt?.getTime() ?? 0;
  return new Date(end > now.getTime() ? Math.min(at, end) : at);
}
