import {
  type AttemptStatus,
  type DeliveryEvent,
  type DeliveryRow,
  type DeliveryState,
  nextState,
  type Receipt,
} from './delivery.js';
import type { Failure } from './failure.js';

/** How long waiting for limits, quotas and processing may go on after the planned time. */
export const WAIT_BOUND_MS = 24 * 3_600_000;

/** The row after a step, and what the step leaves behind. */
export interface Step extends DeliveryRow {
  /** Evidence to keep until the attempt under way is settled; nothing moved. */
  readonly pending?: boolean;
  readonly receipt?: Receipt;
  readonly failure?: Failure;
  readonly dropCheckpoint?: boolean;
}

/**
 * One step of the machine: the whole policy of what may follow what, and what becomes of the journal.
 * Returns null where the step is not allowed. Pure; the store writes the result by compare-and-set.
 *
 * The rules that keep the promises (a search over this very function shows that each is needed):
 * while an attempt is open the row is never failed, cancelled or removed; only evidence closes an attempt;
 * evidence about an earlier attempt waits while a later one is committing.
 */
export function step(row: DeliveryRow, event: DeliveryEvent): Step | null {
  switch (event.type) {
    case 'confirm':
      return confirm(row, event.attempt, event.receipt);
    case 'refuse':
      return refuse(row, event);
    case 'mark':
      return row.state === 'publishing' && row.committing === null
        ? { ...row, attempts: [...row.attempts, 'open'], committing: row.attempts.length + 1 }
        : null;
    default:
      if (row.state === 'publishing') return settle(row, event);
      return row.state === 'removing' ? takeDown(row, event) : move(row, event);
  }
}

type Plain = Exclude<DeliveryEvent, { type: 'confirm' | 'refuse' | 'mark' }>;

/** Steps of the worker that holds the row, and of a person who cancels before the mark. */
function settle(row: DeliveryRow, event: Plain): Step | null {
  const { committing } = row;
  const done = { ...row, committing: null };
  switch (event.type) {
    case 'publish':
    case 'handOver':
      // A hand-over leaves the attempt open: the bridge may still publish it, or not.
      return committing === null
        ? null
        : {
            ...done,
            state: event.type === 'publish' ? 'published' : 'handed_over',
            attempts: event.type === 'publish' ? close(row, committing, 'known') : row.attempts,
            receipt: event.receipt,
          };
    case 'lose':
      return committing === null ? null : { ...done, state: 'unknown', failure: event.failure };
    case 'wait':
      return {
        ...refused(row),
        state: 'waiting',
        dueAt: event.until,
        ...(event.failure && { failure: event.failure }),
        ...(event.restart && { dropCheckpoint: true }),
      };
    case 'retry':
      return {
        ...(event.uncertain ? done : refused(row)),
        state: 'scheduled',
        dueAt: event.at,
        tries: row.tries + 1,
        failure: event.failure,
        ...(event.restart && { dropCheckpoint: true }),
      };
    case 'fail': {
      const after = refused(row);
      return { ...after, state: endOf(after.attempts, 'failed'), failure: event.failure };
    }
    case 'release':
      return committing === null ? { ...row, state: 'scheduled', tries: row.tries + (event.lapsed ? 1 : 0) } : null;
    case 'cancel':
      return committing === null ? { ...row, state: endOf(row.attempts, 'cancelled') } : null;
    default:
      return null;
  }
}

/** Steps of a row that is being taken down, whether or not a worker has it. */
function takeDown(row: DeliveryRow, event: Plain): Step | null {
  switch (event.type) {
    case 'claim':
      return { ...row };
    case 'wait':
      return { ...row, dueAt: event.until, ...(event.failure && { failure: event.failure }) };
    case 'retry':
      return { ...row, dueAt: event.at, tries: row.tries + 1, failure: event.failure };
    case 'release':
      return { ...row, tries: row.tries + (event.lapsed ? 1 : 0) };
    case 'removed':
      return { ...row, state: endOf(row.attempts, 'removed') };
    case 'keep':
      return { ...row, state: 'published', failure: event.failure };
    default:
      return null;
  }
}

/** Steps of a row that no worker holds. */
function move(row: DeliveryRow, event: Plain): Step | null {
  const state = nextState(row.state, event.type);
  if (state === null) return null;
  switch (event.type) {
    case 'cancel':
      return { ...row, state: endOf(row.attempts, 'cancelled') };
    case 'fail':
      return { ...row, state: endOf(row.attempts, 'failed'), failure: event.failure };
    case 'resend':
      // What was live and has been taken down does not go out again under this row.
      return row.attempts.includes('known') ? null : { ...row, ...freshFrom(event.at), state, dropCheckpoint: true };
    case 'reopen':
      return { ...row, ...freshFrom(event.at), state, dropCheckpoint: true };
    case 'move':
    case 'unpublish':
      return { ...row, ...freshFrom(event.at), state };
    case 'release':
      return { ...row, ...freshFrom(event.now ?? row.dueAt), state };
    case 'lose':
      return { ...row, state, failure: event.failure };
    // Evidence comes by `confirm`, which names its attempt.
    case 'handOver':
    case 'publish':
    case 'wait':
    case 'retry':
    // Only of what is being taken down.
    case 'removed':
    case 'keep':
      return null;
    default:
      return { ...row, state };
  }
}

/** Positive evidence wins over whatever was believed, except over an attempt under way, whose answer comes first. */
function confirm(row: DeliveryRow, attempt: number, receipt: Receipt): Step | null {
  const status = row.attempts[attempt - 1];
  if (status === undefined) return null;
  if (status === 'known') return { ...row };
  if (row.committing !== null && row.committing !== attempt) return { ...row, pending: true };
  const handedOver = receipt.kind === 'handed_over';
  // A bridge's "taken" that comes after its "failed" is older news.
  if (handedOver && status !== 'open') return { ...row };
  const state = nextState(row.state, handedOver ? 'handOver' : 'confirm');
  const attempts = handedOver ? row.attempts : close(row, attempt, 'known');
  if (state === null) return { ...row, attempts };
  return { ...row, state, attempts, committing: null, receipt };
}

/** Negative evidence closes only the attempt it names. */
function refuse(row: DeliveryRow, event: DeliveryEvent & { type: 'refuse' }): Step | null {
  const { attempt, failure, gone } = event;
  if (attempt === null) return refuseUnplaced(row, failure);
  const status = row.attempts[attempt - 1];
  if (status === undefined) return null;
  if (status !== 'open') return { ...row };
  if (row.committing !== null && row.committing !== attempt) return { ...row, pending: true };
  const attempts = close(row, attempt, gone ? 'gone' : 'refused');
  const after = { ...row, attempts, committing: null };
  switch (row.state) {
    case 'publishing':
      // Before the mark the worker goes on; after it, this is the answer.
      return row.committing === null ? after : { ...after, state: endOf(attempts, 'failed'), failure };
    case 'handed_over':
      return { ...after, state: endOf(attempts, 'failed'), failure };
    case 'unknown':
      if (attempts.includes('open')) return after;
      // It may have taken a day to find out: its own time stays, so that the late rule still asks a person.
      return event.retryAt
        ? {
            ...after,
            ...freshFrom(earlier(event.retryAt, row.dueAt)),
            state: 'scheduled',
            failure,
            dropCheckpoint: true,
          }
        : { ...after, state: 'failed', failure };
    case 'left':
      if (attempts.includes('open')) return after;
      // The copies that are known were taken down before.
      return attempts.includes('known') ? { ...after, state: 'removed' } : { ...after, state: 'failed', failure };
    default:
      return after;
  }
}

/** Closes nothing, but the bridge's "taken" is not to be relied on any more, also where that is still to come as the answer. */
function refuseUnplaced(row: DeliveryRow, failure: Failure): Step {
  if (row.committing !== null) return { ...row, pending: true };
  return row.state === 'handed_over' ? { ...row, state: 'unknown', failure } : { ...row };
}

/** What looks like an end is none while a request may still take effect. */
function endOf(attempts: readonly AttemptStatus[], end: 'failed' | 'cancelled' | 'removed'): DeliveryState {
  if (!attempts.includes('open')) return end;
  return end === 'failed' ? 'unknown' : 'left';
}

/** The attempt under way, if any, was cleanly refused. */
function refused(row: DeliveryRow): DeliveryRow {
  return row.committing === null ? row : { ...row, attempts: close(row, row.committing, 'refused'), committing: null };
}

function close(row: DeliveryRow, attempt: number, status: AttemptStatus): AttemptStatus[] {
  return row.attempts.with(attempt - 1, status);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** A person's tap, or the network's "never", starts the count anew. */
function freshFrom(at: Date): Pick<DeliveryRow, 'dueAt' | 'giveUpAt' | 'tries'> {
  return { dueAt: at, giveUpAt: new Date(at.getTime() + WAIT_BOUND_MS), tries: 0 };
}
