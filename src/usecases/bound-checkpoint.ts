import type { ClaimedPart } from '../db/claimed.js';

/** A checkpoint is good only for the content and the account it was made for: they are kept with it. */
export function bind(part: ClaimedPart | null, value: unknown) {
  return { ...bindingOf(part), value };
}

/** Null where it was made for something else. */
export function readBound(part: ClaimedPart | null, kept: unknown): unknown {
  const { hash, accountId } = bindingOf(part);
  if (typeof kept !== 'object' || kept === null || !('value' in kept) || !('hash' in kept) || !('accountId' in kept))
    return null;
  return kept.hash === hash && kept.accountId === accountId ? kept.value : null;
}

function bindingOf(part: ClaimedPart | null): { hash: string | null; accountId: string | null } {
  return { hash: part?.hash ?? null, accountId: part?.accountId ?? null };
}
