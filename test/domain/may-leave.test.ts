import { expect, test } from 'vitest';
import { type LeaveFacts, whyStay } from '../../src/domain/may-leave.js';

const DUE = new Date('2026-03-01T12:00:00Z');
const LATE_MS = 30 * 60_000;
const after = (ms: number) => new Date(DUE.getTime() + ms);

const FINE: LeaveFacts = {
  now: DUE,
  dueAt: DUE,
  lateAfterMs: LATE_MS,
  frozen: false,
  approvals: 1,
  approvalsNeeded: 1,
  accountUsable: true,
  limited: false,
  earlierPublished: true,
};

test.each([
  { what: 'a millisecond before its time', facts: { now: after(-1) }, reason: 'early' },
  { what: 'at its time', facts: {}, reason: null },
  { what: 'as late as it may be', facts: { now: after(LATE_MS) }, reason: null },
  { what: 'a millisecond later than that', facts: { now: after(LATE_MS + 1) }, reason: 'late' },
  { what: 'at once, where nothing may be late', facts: { lateAfterMs: 0 }, reason: null },
  { what: 'a millisecond late, where nothing may be', facts: { lateAfterMs: 0, now: after(1) }, reason: 'late' },
  { what: 'frozen', facts: { frozen: true }, reason: 'frozen' },
  { what: 'approved by too few', facts: { approvals: 1, approvalsNeeded: 2 }, reason: 'unapproved' },
  { what: 'approved by more than needed', facts: { approvals: 3, approvalsNeeded: 2 }, reason: null },
  { what: 'in need of no approval', facts: { approvals: 0, approvalsNeeded: 0 }, reason: null },
  { what: 'for an account that cannot be used', facts: { accountUsable: false }, reason: 'account' },
  { what: 'for an account or an app that may not ask yet', facts: { limited: true }, reason: 'limited' },
  { what: 'before an earlier part', facts: { earlierPublished: false }, reason: 'order' },
])('$what: $reason', ({ facts, reason }) => {
  expect(whyStay({ ...FINE, ...facts })).toBe(reason);
});

/** Each alone keeps it; of several, the first is what a person is told. */
const REASONS: readonly [string, Partial<LeaveFacts>][] = [
  ['early', { now: after(-1) }],
  ['frozen', { frozen: true }],
  ['unapproved', { approvals: 0 }],
  ['account', { accountUsable: false }],
  ['limited', { limited: true }],
  ['order', { earlierPublished: false }],
  ['late', { now: after(LATE_MS + 1) }],
];

test('it leaves only where nothing at all keeps it, and of several reasons the first is named', () => {
  for (let chosen = 0; chosen < 2 ** REASONS.length; chosen++) {
    const keeping = REASONS.filter((_reason, i) => chosen & (2 ** i));
    const names = keeping.map(([name]) => name);
    if (names.includes('early') && names.includes('late')) continue;
    const facts = keeping.reduce((all, [, some]) => ({ ...all, ...some }), FINE);
    expect({ names, reason: whyStay(facts) }).toEqual({ names, reason: names[0] ?? null });
  }
});
