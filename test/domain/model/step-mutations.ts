import { afterError } from '../../../src/domain/after-error.js';
import type { DeliveryEvent, DeliveryState } from '../../../src/domain/delivery.js';
import { step } from '../../../src/domain/delivery-step.js';
import type { Rules } from './house.js';
import { type Mutation, TWICE, LATE, FAILED, CANCELLED, REMOVED, bent, closeAll } from './mutation.js';
import { TICK_MS } from './world.js';

/** A state that the rule chose because something is open, turned back into the end that it looked like. */
function denying(from: DeliveryState, to: DeliveryState, ...types: readonly DeliveryEvent['type'][]): Partial<Rules> {
  return bent((after, row, event) =>
    after?.state === from && row.state !== from && types.includes(event.type) ? { ...after, state: to } : after,
  );
}

export const STEP_MUTATIONS: readonly Mutation[] = [
  {
    name: 'the mark does not journal the attempt as open',
    where: 'answers',
    rules: bent((after, _row, event) =>
      after && event.type === 'mark' ? { ...after, attempts: closeAll(after.attempts) } : after,
    ),
    breaks: CANCELLED,
  },
  {
    name: 'a lost answer is tried again',
    where: 'answers',
    rules: {
      afterError: (error, at) => {
        const event = afterError(error, at);
        return event.type === 'lose' ? { type: 'retry', at: at.now, failure: event.failure } : event;
      },
    },
    breaks: FAILED,
  },
  {
    name: 'a lost answer counts as failed',
    where: 'answers',
    rules: {
      afterError: (error, at) => {
        const event = afterError(error, at);
        return event.type === 'lose' ? { type: 'fail', failure: event.failure } : event;
      },
    },
    breaks: FAILED,
  },
  {
    name: 'refused for good while another attempt is open: failed',
    where: 'answers',
    rules: denying('unknown', 'failed', 'fail', 'refuse'),
    breaks: FAILED,
  },
  {
    name: 'cancelled while an attempt is open: cancelled',
    where: 'parts',
    rules: denying('left', 'cancelled', 'cancel'),
    breaks: CANCELLED,
  },
  {
    name: 'removed while an attempt is open',
    where: 'removal',
    rules: bent((after, row, event) =>
      event.type === 'removed' && row.state === 'removing' ? { ...row, state: 'removed' } : after,
    ),
    breaks: REMOVED,
  },
  {
    name: 'evidence about an earlier attempt moves the row while a later one is committing',
    where: 'answers',
    rules: bent((after, row, event) => (after?.pending ? step({ ...row, committing: null }, event) : after)),
    breaks: TWICE,
  },
  {
    name: 'a refusal closes every attempt',
    where: 'answers',
    rules: bent(
      (after, _row, event) =>
        after &&
        (event.type === 'refuse'
          ? { ...after, attempts: closeAll(after.attempts), state: after.state === 'unknown' ? 'failed' : after.state }
          : after),
    ),
    breaks: FAILED,
  },
  {
    name: 'a refusal that cannot be placed closes the latest attempt',
    where: 'bridge',
    rules: bent((after, row, event) =>
      event.type === 'refuse' && event.attempt === null ? step(row, { ...event, attempt: row.attempts.length }) : after,
    ),
    breaks: FAILED,
  },
  {
    name: 'never about one attempt sends again while another is open',
    where: 'answers',
    rules: bent((after, row, event) =>
      after && event.type === 'refuse' && event.gone && row.state === 'unknown'
        ? { ...after, state: 'scheduled' }
        : after,
    ),
    breaks: TWICE,
  },
  {
    name: 'never moves the time',
    where: 'answers',
    rules: bent((after, _row, event) =>
      after?.state === 'scheduled' && event.type === 'refuse' && event.retryAt
        ? { ...after, dueAt: event.retryAt }
        : after,
    ),
    breaks: LATE,
  },
  {
    name: 'the answer undoes the callback that came before it',
    where: 'bridge',
    rules: bent((after, row, event) =>
      event.type === 'confirm' && event.receipt.kind === 'handed_over' && row.attempts[event.attempt - 1] === 'refused'
        ? { ...row, state: 'handed_over', attempts: row.attempts.with(event.attempt - 1, 'open') }
        : after,
    ),
    breaks: 'a closed attempt is open again',
  },
  {
    name: 'a hand-over closes its attempt',
    where: 'bridge',
    rules: bent((after, row, event) =>
      event.type === 'handOver' && after ? { ...after, attempts: closeAll(row.attempts) } : after,
    ),
    breaks: CANCELLED,
  },
  {
    name: 'what a worker gives back gets a new time',
    where: 'desk',
    rules: bent((after, row, event) =>
      after && event.type === 'release' && row.state === 'publishing'
        ? { ...after, dueAt: new Date(row.dueAt.getTime() + 2 * TICK_MS) }
        : after,
    ),
    breaks: LATE,
  },
];
