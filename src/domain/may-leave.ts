import type { DeliveryRow } from './delivery.js';

/**
 * The one condition for leaving, as a pure rule. `db/may-leave-sql.ts` says the same in SQL, inside claim and mark, where it locks
 * what it reads; a test holds the two against each other over every combination of facts.
 */
export interface LeaveFacts {
  readonly now: Date;
  readonly dueAt: Date;
  readonly lateAfterMs: number;
  readonly frozen: boolean;
  /** Distinct members who approved exactly the revision this row is bound to, and still may. */
  readonly approvals: number;
  readonly approvalsNeeded: number;
  readonly accountUsable: boolean;
  /** The network has said that this account, or our app, may not ask for anything yet. */
  readonly limited: boolean;
  /** It belongs to the revision that its publication is bound to, and every part of that before this one is published. */
  readonly earlierPublished: boolean;
}

export type StayReason = 'early' | 'late' | 'frozen' | 'unapproved' | 'account' | 'limited' | 'order';

/** Null where it may leave; else the first reason why not, in the order in which a person would want to know. */
export function whyStay(facts: LeaveFacts): StayReason | null {
  if (facts.now < facts.dueAt) return 'early';
  if (facts.frozen) return 'frozen';
  if (facts.approvals < facts.approvalsNeeded) return 'unapproved';
  if (!facts.accountUsable) return 'account';
  if (facts.limited) return 'limited';
  if (!facts.earlierPublished) return 'order';
  if (facts.now.getTime() > facts.dueAt.getTime() + facts.lateAfterMs) return 'late';
  return null;
}

/** May a later part still go out after this first one? Not where that was taken back or taken down: it would stand alone. */
export function mayFollow({ state, attempts }: Pick<DeliveryRow, 'state' | 'attempts'>): boolean {
  if (state === 'left') return !attempts.includes('known');
  return state !== 'cancelled' && state !== 'removing' && state !== 'removed';
}
