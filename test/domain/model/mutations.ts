import { afterError } from '../../../src/domain/after-error.js';
import type { AttemptStatus, DeliveryEvent, DeliveryRow, DeliveryState } from '../../../src/domain/delivery.js';
import { type Step, step } from '../../../src/domain/delivery-step.js';
import { type LeaveFacts, whyStay } from '../../../src/domain/may-leave.js';
import type { Guards, Rules } from './house.js';
import type { settings } from './settings.js';
import { TICK_MS } from './world.js';

/** One guard switched off: a real rule with its result bent, or something that the store or a use case owes the rules left undone. */
export interface Mutation {
  readonly name: string;
  readonly where: keyof ReturnType<typeof settings>;
  readonly rules?: Partial<Rules>;
  readonly guards?: Partial<Guards>;
  readonly breaks: string;
}

const TWICE = 'a second live copy that nobody asked for';
const STUCK = 'a row without a way out or a card';
const UNAPPROVED = 'put on the wire unapproved';
const LATE = 'put on the wire late, by itself';
const EARLY = 'put on the wire early';
const ORDER = 'put on the wire out of order';
const FAILED = 'failed, and it is live or may be';
const CANCELLED = 'cancelled, and it is live or may be';
const REMOVED = 'removed, and it is live or may be';
const HOPELESS = 'a later part is planned that can never leave';

type Bend = (after: Step | null, row: DeliveryRow, event: DeliveryEvent) => Step | null;

function bent(bend: Bend): Partial<Rules> {
  return { step: (row, event) => bend(step(row, event), row, event) };
}

function blindTo(facts: Partial<LeaveFacts>): Rules['atMark'] {
  return (all) => whyStay({ ...all, ...facts });
}

/** Not looked at by the mark; or not by the claim either. */
const NOT_EARLY = (facts: LeaveFacts) =>
  whyStay({ ...facts, dueAt: facts.now < facts.dueAt ? facts.now : facts.dueAt });

const notLate = (facts: LeaveFacts) => {
  const stay = whyStay(facts);
  return stay === 'late' ? null : stay;
};

const both = (rule: Rules['atMark']): Partial<Rules> => ({ atClaim: rule, atMark: rule });

/** A state that the rule chose because something is open, turned back into the end that it looked like. */
function denying(from: DeliveryState, to: DeliveryState, ...types: readonly DeliveryEvent['type'][]): Partial<Rules> {
  return bent((after, row, event) =>
    after?.state === from && row.state !== from && types.includes(event.type) ? { ...after, state: to } : after,
  );
}

function closeAll(attempts: readonly AttemptStatus[]): AttemptStatus[] {
  return attempts.map((status) => (status === 'open' ? 'refused' : status));
}

const MAY_LEAVE: readonly Mutation[] = [
  {
    name: 'the mark does not look at the freeze',
    where: 'desk',
    rules: { atMark: blindTo({ frozen: false }) },
    breaks: 'frozen, and put on the wire',
  },
  { name: 'the mark does not look at the clock', where: 'desk', rules: { atMark: notLate }, breaks: LATE },
  { name: 'neither claim nor mark waits for the time', where: 'desk', rules: both(NOT_EARLY), breaks: EARLY },
  {
    name: 'neither claim nor mark asks for approval',
    where: 'desk',
    rules: both(blindTo({ approvals: 1 })),
    breaks: UNAPPROVED,
  },
  {
    name: 'neither claim nor mark looks at earlier parts',
    where: 'parts',
    rules: both(blindTo({ earlierPublished: true })),
    breaks: ORDER,
  },
];

const STORE: readonly Mutation[] = [
  {
    name: 'the mark does not compare lease and version',
    where: 'desk',
    guards: { fenceAtMark: false },
    breaks: UNAPPROVED,
  },
  {
    name: 'the settle does not compare lease and version',
    where: 'bridge',
    guards: { fenceAtSettle: false },
    breaks: FAILED,
  },
  {
    name: 'the end of a removal does not compare lease and version',
    where: 'removal',
    guards: { fenceAtRemoved: false },
    breaks: REMOVED,
  },
  {
    name: 'an answer without a lease is forgotten',
    where: 'answers',
    guards: { lateAnswerIsEvidence: false },
    breaks: 'told that it is live, and forgot it',
  },
  { name: 'buttons carry no version', where: 'answers', guards: { tapVersion: false }, breaks: TWICE },
  {
    name: 'an expired lease after the mark means scheduled',
    where: 'answers',
    guards: { unknownAfterMark: false },
    breaks: TWICE,
  },
  { name: 'nobody takes back expired leases', where: 'calm', guards: { sweepLapsed: false }, breaks: STUCK },
  { name: 'nobody holds what is late', where: 'calm', guards: { holdLate: false }, breaks: STUCK },
  { name: 'evidence that waited is forgotten', where: 'calm', guards: { drainPending: false }, breaks: STUCK },
  { name: 'nobody notices a silent bridge', where: 'bridge', guards: { bridgeTimeout: false }, breaks: STUCK },
  { name: 'not found counts as never', where: 'answers', guards: { neverOnlyFromNetwork: false }, breaks: FAILED },
  {
    name: 'every step of a published part makes the later ones due',
    where: 'again',
    guards: { laterPartsDueOnce: false },
    breaks: LATE,
  },
];

const DESK: readonly Mutation[] = [
  {
    name: 'a tap does not ask for approval',
    where: 'desk',
    guards: { tapNeedsApproval: false },
    breaks: 'a tap took the card away, and nothing can leave',
  },
  {
    // Three keep this from happening, and any one of them is enough: what is committing has left, and step() refuses it too.
    name: 'an edit takes back what is on the wire',
    where: 'desk',
    guards: { editRefusedWhileCommitting: false, revisionForLife: false },
    rules: bent((after, row, event) =>
      event.type === 'cancel' && row.committing !== null
        ? { ...row, state: 'cancelled', committing: null, attempts: closeAll(row.attempts) }
        : after,
    ),
    breaks: CANCELLED,
  },
  {
    name: 'an edit changes a publication that has left',
    where: 'parts',
    guards: { revisionForLife: false },
    breaks: 'parts of different revisions are live',
  },
  {
    name: 'a lost approval leaves the post approved',
    where: 'desk',
    guards: { removedApproverTakesBack: false },
    breaks: 'approved, but by nobody who still may',
  },
  { name: 'cancel leaves the later parts', where: 'parts', guards: { laterPartsAlong: false }, breaks: HOPELESS },
  { name: 'unpublish leaves the later parts', where: 'removal', guards: { laterPartsAlong: false }, breaks: HOPELESS },
  {
    name: 'a later part comes back without its first',
    where: 'removal',
    guards: { laterPartWithItsFirst: false },
    breaks: HOPELESS,
  },
  {
    name: 'unpublish while a part is committing',
    where: 'removal',
    guards: { unpublishRefusedWhileCommitting: false },
    breaks: 'sent after its first part was taken down',
  },
  { name: 'approving again makes it due now', where: 'desk', guards: { ownTimeOnReapproval: false }, breaks: EARLY },
  {
    name: 'the checkpoint of another revision is used',
    where: 'desk',
    guards: { checkpointFits: false },
    rules: bent((after) => after && { ...after, dropCheckpoint: false }),
    breaks: UNAPPROVED,
  },
];

const STEP: readonly Mutation[] = [
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

export const MUTATIONS: readonly Mutation[] = [...MAY_LEAVE, ...STORE, ...DESK, ...STEP];
