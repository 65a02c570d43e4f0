import { afterError, afterUnready } from '../../../src/domain/after-error.js';
import { step } from '../../../src/domain/delivery-step.js';
import { whyStay } from '../../../src/domain/may-leave.js';

/** The rules under test: the real functions, or one of them wrapped, to see that the search would notice. */
export interface Rules {
  readonly step: typeof step;
  readonly afterError: typeof afterError;
  readonly afterUnready: typeof afterUnready;
  /** `whyStay`, as part of the claim and as part of the mark. */
  readonly atClaim: typeof whyStay;
  readonly atMark: typeof whyStay;
}

/** What the store and the use cases owe the rules. Each can be switched off. */
export const GUARDS = {
  fenceAtMark: true,
  fenceAtSettle: true,
  fenceAtRemoved: true,
  lateAnswerIsEvidence: true,
  tapVersion: true,
  sweepLapsed: true,
  unknownAfterMark: true,
  holdLate: true,
  drainPending: true,
  neverOnlyFromNetwork: true,
  tapNeedsApproval: true,
  editRefusedWhileCommitting: true,
  unpublishRefusedWhileCommitting: true,
  laterPartsAlong: true,
  laterPartWithItsFirst: true,
  revisionForLife: true,
  removedApproverTakesBack: true,
  checkpointFits: true,
  ownTimeOnReapproval: true,
  laterPartsDueOnce: true,
  bridgeTimeout: true,
} as const satisfies Record<string, boolean>;
export type Guards = { readonly [K in keyof typeof GUARDS]: boolean };

/** What may happen in one world, and how often. What is not counted is bounded by clock and attempts. */
export interface Setting {
  readonly name: string;
  readonly parts: 1 | 2;
  readonly attempts: number;
  readonly ticks: number;
  readonly dueTick: number;
  readonly giveUpTicks: number;
  readonly bridge: boolean;
  readonly prepares: boolean;
  readonly callbacks: boolean;
  readonly unplaced: boolean;
  readonly lookUps: boolean;
  /** Which clean refusals an answer may carry. */
  readonly refusals: readonly ('invalid' | 'outage' | 'rate_limit')[];
  readonly budget: {
    /** Leases that lapse while their worker lives on, or because it died. */
    readonly lapses: number;
    readonly resends: number;
    readonly freezes: number;
    readonly edits: number;
    readonly moves: number;
    readonly removals: number;
    readonly cancels: number;
    readonly unpublishes: number;
  };
}

export interface House {
  readonly rules: Rules;
  readonly guards: Guards;
  readonly setting: Setting;
}

export const RULES: Rules = { step, afterError, afterUnready, atClaim: whyStay, atMark: whyStay };

export function houseOf(setting: Setting, rules: Partial<Rules> = {}, guards: Partial<Guards> = {}): House {
  return { setting, rules: { ...RULES, ...rules }, guards: { ...GUARDS, ...guards } };
}
