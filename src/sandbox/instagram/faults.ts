import { z } from 'zod';

export const STEPS = ['create', 'status', 'publish', 'read', 'refresh'] as const;
export type Step = (typeof STEPS)[number];

const times = z.number().int().positive().default(1);
const on = z.array(z.enum(STEPS)).min(1);
/** Did Instagram do what it was asked before things went wrong? */
const done = z.boolean();

export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('processing_slow'), ms: z.number().int().positive(), times }),
  z.strictObject({ kind: z.literal('processing_failed'), subcode: z.number().int().default(2_207_001), times }),
  z.strictObject({
    kind: z.literal('refuse'),
    on,
    code: z.number().int(),
    subcode: z.number().int().optional(),
    status: z.number().int().min(400).max(599).default(400),
    message: z.string().default('It is broken on purpose'),
    isTransient: z.boolean().default(false),
    waitMinutes: z.number().int().positive().optional(),
    times,
  }),
  z.strictObject({ kind: z.literal('cut'), on, done, times }),
  z.strictObject({ kind: z.literal('silence'), on, done, times }),
]);
export type Fault = z.infer<typeof faultSchema>;
export type WireFault = Exclude<Fault, { kind: 'processing_slow' | 'processing_failed' }>;

/** What the panel offers; a revoked token is a state of the account, not a fault. */
export const PRESETS = {
  processing_slow: { kind: 'processing_slow', ms: 60_000, times: 1 },
  processing_failed: { kind: 'processing_failed', subcode: 2_207_001, times: 1 },
  rate_limit: {
    kind: 'refuse',
    on: ['create', 'publish'],
    code: 80_002,
    status: 400,
    message: '(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.',
    isTransient: false,
    waitMinutes: 1,
    times: 1,
  },
  publish_lost: { kind: 'cut', on: ['publish'], done: true, times: 1 },
} as const satisfies Record<string, unknown>;

/** Faults wait in order; the first that fits a request hits it. */
export class FaultList {
  private faults: Fault[] = [];

  list(): Fault[] {
    return this.faults.map((fault) => ({ ...fault }));
  }
  add(fault: Fault): void {
    this.faults.push({ ...fault });
  }
  clear(): void {
    this.faults = [];
  }

  takeProcessing(): Extract<Fault, { kind: 'processing_slow' | 'processing_failed' }> | null {
    const fault = this.faults.find((one) => isProcessing(one));
    return fault && isProcessing(fault) ? this.count(fault) : null;
  }
  takeWire(step: Step): WireFault | null {
    const fault = this.faults.find((one) => !isProcessing(one) && one.on.includes(step));
    return fault && !isProcessing(fault) ? this.count(fault) : null;
  }

  private count<F extends Fault>(fault: F): F {
    fault.times -= 1;
    if (fault.times === 0) this.faults = this.faults.filter((other) => other !== fault);
    return fault;
  }
}

function isProcessing(fault: Fault): fault is Extract<Fault, { kind: 'processing_slow' | 'processing_failed' }> {
  return fault.kind === 'processing_slow' || fault.kind === 'processing_failed';
}
