import { type LeaveFacts, whyStay } from '../../../src/domain/may-leave.js';
import type { Rules } from './house.js';
import {
  type Mutation,
  TWICE,
  STUCK,
  UNAPPROVED,
  LATE,
  EARLY,
  ORDER,
  FAILED,
  CANCELLED,
  REMOVED,
  HOPELESS,
  bent,
  closeAll,
} from './mutation.js';
import { STEP_MUTATIONS } from './step-mutations.js';

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

export const MUTATIONS: readonly Mutation[] = [...MAY_LEAVE, ...STORE, ...DESK, ...STEP_MUTATIONS];
