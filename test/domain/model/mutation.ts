import type { AttemptStatus, DeliveryEvent, DeliveryRow } from '../../../src/domain/delivery.js';
import { type Step, step } from '../../../src/domain/delivery-step.js';
import type { Guards, Rules } from './house.js';
import type { settings } from './settings.js';

/** One guard switched off: a real rule with its result bent, or something that the store or a use case owes the rules left undone. */
export interface Mutation {
  readonly name: string;
  readonly where: keyof ReturnType<typeof settings>;
  readonly rules?: Partial<Rules>;
  readonly guards?: Partial<Guards>;
  readonly breaks: string;
}

export const TWICE = 'a second live copy that nobody asked for';
export const STUCK = 'a row without a way out or a card';
export const UNAPPROVED = 'put on the wire unapproved';
export const LATE = 'put on the wire late, by itself';
export const EARLY = 'put on the wire early';
export const ORDER = 'put on the wire out of order';
export const FAILED = 'failed, and it is live or may be';
export const CANCELLED = 'cancelled, and it is live or may be';
export const REMOVED = 'removed, and it is live or may be';
export const HOPELESS = 'a later part is planned that can never leave';

type Bend = (after: Step | null, row: DeliveryRow, event: DeliveryEvent) => Step | null;

/** The real `step`, with its result bent. */
export function bent(bend: Bend): Partial<Rules> {
  return { step: (row, event) => bend(step(row, event), row, event) };
}

export function closeAll(attempts: readonly AttemptStatus[]): AttemptStatus[] {
  return attempts.map((status) => (status === 'open' ? 'refused' : status));
}
