import type { Failure } from './failure.js';

/**
 * The states of a delivery and the steps between them. One machine for every row that leaves: publication parts, notices,
 * DM replies, webhooks out. What else must hold for a step, and what it does to the journal, is in `delivery-step.ts`.
 */
export const TRANSITIONS = {
  scheduled: {
    claim: 'publishing',
    hold: 'held',
    // To another time, by a person.
    move: 'scheduled',
    cancel: 'cancelled',
    confirm: 'published',
    handOver: 'handed_over',
  },
  // Late: a person decides.
  held: { release: 'scheduled', move: 'scheduled', cancel: 'cancelled', confirm: 'published', handOver: 'handed_over' },
  publishing: {
    mark: 'publishing',
    wait: 'waiting',
    publish: 'published',
    handOver: 'handed_over',
    retry: 'scheduled',
    fail: 'failed',
    lose: 'unknown',
    // Both only before the mark.
    release: 'scheduled',
    cancel: 'cancelled',
    // After the mark: a callback may come before the answer.
    confirm: 'published',
    refuse: 'failed',
  },
  waiting: {
    claim: 'publishing',
    hold: 'held',
    move: 'scheduled',
    fail: 'failed',
    cancel: 'cancelled',
    confirm: 'published',
    handOver: 'handed_over',
  },
  // A bridge took it.
  handed_over: { confirm: 'published', refuse: 'failed', lose: 'unknown' },
  unknown: {
    confirm: 'published',
    handOver: 'handed_over',
    refuse: 'failed',
    retry: 'scheduled',
    resend: 'scheduled',
    leave: 'left',
  },
  // "Leave it": may be live.
  left: { confirm: 'published', handOver: 'handed_over', refuse: 'failed', resend: 'scheduled' },
  failed: { reopen: 'scheduled', cancel: 'cancelled', confirm: 'published', handOver: 'handed_over' },
  cancelled: { reopen: 'scheduled', confirm: 'published', handOver: 'handed_over' },
  published: { unpublish: 'removing' },
  removing: { claim: 'removing', removed: 'removed', keep: 'published' },
  // Posting it again is a new repeat.
  removed: {},
} as const satisfies Record<string, Partial<Record<string, string>>>;

export type DeliveryState = keyof typeof TRANSITIONS;
export const DELIVERY_STATES = Object.keys(TRANSITIONS) as readonly DeliveryState[];

/** What is known of one attempt. `open`: its request may have taken effect, or may yet. */
export type AttemptStatus = 'open' | 'refused' | 'known' | 'gone';

/** The platform's word that it has it. `remoteId` is text always: Meta's ids exceed 2^53. */
export interface Receipt {
  readonly kind: 'published' | 'handed_over';
  readonly remoteId?: string;
  /** All of them, where one part is several things on the network (an album); the first is `remoteId`. */
  readonly remoteIds?: readonly string[];
  readonly url?: string;
}

/** Attempts are named by their number in the row's journal, from 1. */
export type DeliveryEvent =
  | { readonly type: 'claim' }
  | { readonly type: 'mark' }
  | { readonly type: 'wait'; readonly until: Date; readonly failure?: Failure; readonly restart?: boolean }
  | { readonly type: 'publish' | 'handOver'; readonly receipt: Receipt }
  /** `uncertain`: only for rows whose receiver drops repeats (cards, ticked bridges); the attempt stays open. */
  | {
      readonly type: 'retry';
      readonly at: Date;
      readonly failure: Failure;
      readonly restart?: boolean;
      readonly uncertain?: boolean;
    }
  | { readonly type: 'fail' | 'lose'; readonly failure: Failure }
  /** A worker gives back what it claimed; `lapsed` says that its lease ran out, which counts as a try. */
  | { readonly type: 'release'; readonly lapsed?: boolean; readonly now?: Date }
  | { readonly type: 'hold' | 'cancel' | 'leave' | 'unpublish' | 'removed' | 'keep' }
  | { readonly type: 'resend' | 'reopen' | 'move'; readonly at: Date }
  /** Positive evidence: a callback, a look-up, a late receipt, a person's word. */
  | { readonly type: 'confirm'; readonly attempt: number; readonly receipt: Receipt }
  /**
   * Negative evidence: the network's own word that this attempt failed, or can never appear (`gone`). It cannot be placed where
   * `attempt` is null. `retryAt` is given only with `gone` and only while the bound revision is still approved.
   */
  | {
      readonly type: 'refuse';
      readonly attempt: number | null;
      readonly failure: Failure;
      readonly gone?: boolean;
      readonly retryAt?: Date;
    };

/** The part of a row that its rules look at. */
export interface DeliveryRow {
  readonly state: DeliveryState;
  /** Status of each attempt so far; attempt n is at n - 1. */
  readonly attempts: readonly AttemptStatus[];
  /** Number of the attempt whose request is under way (the mark), else null. */
  readonly committing: number | null;
  /** Retries so far, lapsed leases among them. */
  readonly tries: number;
  readonly dueAt: Date;
  /** Waiting for limits, quotas and processing ends here. */
  readonly giveUpAt: Date;
}

export function nextState(state: DeliveryState, type: string): DeliveryState | null {
  const steps: Partial<Record<string, DeliveryState>> = TRANSITIONS[state];
  return steps[type] ?? null;
}
