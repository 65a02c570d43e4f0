import { describe, expect, test } from 'vitest';
import { DELIVERY_STATES, type DeliveryEvent, type DeliveryState, TRANSITIONS } from '../../src/domain/delivery.js';
import { step, WAIT_BOUND_MS } from '../../src/domain/delivery-step.js';
import { DUE, EVENTS, GIVE_UP, LATER, rowOf, stepsFrom } from './model/step-table.js';

/**
 * State, journal, and every event that is allowed there: alone where it moves nothing, `:state journal` where it does, `~` where it waits
 * for the attempt under way. What is not in a line is refused.
 */
const TABLE = [
  'scheduled - = claim:publishing, hold:held, cancel:cancelled, refused?, move',
  'scheduled r = claim:publishing, hold:held, cancel:cancelled, there1:published k, taken1, refused1, refused?, never1, again1, move',
  'scheduled o = claim:publishing, hold:held, cancel:left, there1:published k, taken1:handed_over, refused1:scheduled r, refused?, never1:scheduled g, again1:scheduled g, move',
  'held - = release:scheduled, cancel:cancelled, refused?, move:scheduled',
  'held r = release:scheduled, cancel:cancelled, there1:published k, taken1, refused1, refused?, never1, again1, move:scheduled',
  'held o = release:scheduled, cancel:left, there1:published k, taken1:handed_over, refused1:held r, refused?, never1:held g, again1:held g, move:scheduled',
  'publishing - = mark:publishing o!, wait:waiting, retry:scheduled, retry?:scheduled, fail:failed, release:scheduled, cancel:cancelled, refused?',
  'publishing r = mark:publishing ro!, wait:waiting, retry:scheduled, retry?:scheduled, fail:failed, release:scheduled, cancel:cancelled, there1:published k, taken1, refused1, refused?, never1, again1',
  'publishing o = mark:publishing oo!, wait:waiting, retry:scheduled, retry?:scheduled, fail:unknown, release:scheduled, cancel:left, there1:published k, taken1:handed_over, refused1:publishing r, refused?, never1:publishing g, again1:publishing g',
  'publishing o! = wait:waiting r, publish:published k, handOver:handed_over o, retry:scheduled r, retry?:scheduled o, fail:failed r, lose:unknown o, there1:published k, taken1:handed_over o, refused1:failed r, refused?~, never1:failed g, again1:failed g',
  'publishing ro! = wait:waiting rr, publish:published rk, handOver:handed_over ro, retry:scheduled rr, retry?:scheduled ro, fail:failed rr, lose:unknown ro, there1~, there2:published rk, taken1~, refused1, refused2:failed rr, refused?~, never1, again1',
  'publishing oo! = wait:waiting or, publish:published ok, handOver:handed_over oo, retry:scheduled or, retry?:scheduled oo, fail:unknown or, lose:unknown oo, there1~, there2:published ok, taken1~, refused1~, refused2:unknown or, refused?~, never1~, again1~',
  'waiting - = claim:publishing, fail:failed, hold:held, cancel:cancelled, refused?, move:scheduled',
  'waiting r = claim:publishing, fail:failed, hold:held, cancel:cancelled, there1:published k, taken1, refused1, refused?, never1, again1, move:scheduled',
  'waiting o = claim:publishing, fail:unknown, hold:held, cancel:left, there1:published k, taken1:handed_over, refused1:waiting r, refused?, never1:waiting g, again1:waiting g, move:scheduled',
  'handed_over o = lose:unknown, there1:published k, taken1, refused1:failed r, refused?:unknown, never1:failed g, again1:failed g',
  'handed_over oo = lose:unknown, there1:published ko, there2:published ok, taken1, refused1:unknown ro, refused2:unknown or, refused?:unknown, never1:unknown go, again1:unknown go',
  'unknown - = leave:left, resend:scheduled, refused?',
  'unknown r = leave:left, resend:scheduled, there1:published k, taken1, refused1, refused?, never1, again1',
  'unknown o = leave:left, resend:scheduled, there1:published k, taken1:handed_over, refused1:failed r, refused?, never1:failed g, again1:scheduled g',
  'unknown oo = leave:left, resend:scheduled, there1:published ko, there2:published ok, taken1:handed_over, refused1:unknown ro, refused2:unknown or, refused?, never1:unknown go, again1:unknown go',
  'left o = resend:scheduled, there1:published k, taken1:handed_over, refused1:failed r, refused?, never1:failed g, again1:failed g',
  'left oo = resend:scheduled, there1:published ko, there2:published ok, taken1:handed_over, refused1:left ro, refused2:left or, refused?, never1:left go, again1:left go',
  'left ko = there1, there2:published kk, taken1, refused1, refused2:removed kr, refused?, never1, again1',
  'failed - = cancel:cancelled, reopen:scheduled, refused?',
  'failed r = cancel:cancelled, reopen:scheduled, there1:published k, taken1, refused1, refused?, never1, again1',
  'failed o = cancel:left, reopen:scheduled, there1:published k, taken1:handed_over, refused1:failed r, refused?, never1:failed g, again1:failed g',
  'cancelled - = reopen:scheduled, refused?',
  'cancelled r = reopen:scheduled, there1:published k, taken1, refused1, refused?, never1, again1',
  'cancelled o = reopen:scheduled, there1:published k, taken1:handed_over, refused1:cancelled r, refused?, never1:cancelled g, again1:cancelled g',
  'published k = unpublish:removing, there1, taken1, refused1, refused?, never1, again1',
  'published ko = unpublish:removing, there1, there2:published kk, taken1, refused1, refused2:published kr, refused?, never1, again1',
  'published oo = unpublish:removing, there1:published ko, there2:published ok, taken1, refused1:published ro, refused2:published or, refused?, never1:published go, again1:published go',
  'removing k = claim, wait, retry, retry?, release, removed:removed, keep:published, there1, taken1, refused1, refused?, never1, again1',
  'removing ko = claim, wait, retry, retry?, release, removed:left, keep:published, there1, there2:removing kk, taken1, refused1, refused2:removing kr, refused?, never1, again1',
  'removed k = there1, taken1, refused1, refused?, never1, again1',
  'removed kr = there1, there2:removed kk, taken1, refused1, refused2, refused?, never1, again1',
];

test.each(TABLE)('%s', (line) => {
  const [, state, journal] = /^(\w+) (\S+) = /.exec(line) ?? [];
  expect(`${state} ${journal} = ${stepsFrom(stateOf(state), journal ?? '')}`).toBe(line);
});

function stateOf(name: string | undefined): DeliveryState {
  const state = DELIVERY_STATES.find((known) => known === name);
  if (!state) throw new Error(`No state ${name}`);
  return state;
}

test('the table has every state', () => {
  expect([...new Set(TABLE.map((line) => line.split(' ')[0]))].toSorted()).toEqual([...DELIVERY_STATES].toSorted());
});

const JOURNALS = ['-', 'r', 'k', 'g', 'o', 'oo', 'ko', 'o!', 'ro!', 'oo!'];

/** Every state that one step of any kind leads to, with any journal. */
function nextOf(state: DeliveryState): Set<DeliveryState> {
  const journals = JOURNALS.filter((journal) => state === 'publishing' || !journal.includes('!'));
  const afters = journals.flatMap((journal) =>
    Object.values(EVENTS).map((event) => step(rowOf(state, journal), event)),
  );
  return new Set(afters.flatMap((after) => (after && after.state !== state ? [after.state] : [])));
}

test('every state can be reached from scheduled', () => {
  const seen = new Set<DeliveryState>(['scheduled']);
  for (const state of seen) for (const next of nextOf(state)) seen.add(next);
  expect([...seen].toSorted()).toEqual([...DELIVERY_STATES].toSorted());
});

test('every state but removed has a way out', () => {
  expect(DELIVERY_STATES.filter((state) => nextOf(state).size === 0)).toEqual(['removed']);
});

test('every step of the transition table can be taken, and none leads elsewhere but where something is open', () => {
  const elsewhere: string[] = [];
  for (const state of DELIVERY_STATES) {
    const listed = new Set<string>(Object.values(TRANSITIONS[state]));
    const taken = nextOf(state);
    const untaken = [...listed].filter((to) => to !== state && !taken.has(stateOf(to)));
    expect({ state, untaken }).toEqual({ state, untaken: [] });
    elsewhere.push(...[...taken].filter((to) => !listed.has(to)).map((to) => `${state} → ${to}`));
  }
  // Failed is unknown then, cancelled and removed are left, until the last open one is refused. (`failed` itself never has one open; the rule does not rely on that.)
  expect(elsewhere.toSorted()).toEqual([
    'failed → left',
    'held → left',
    'left → removed',
    'publishing → left',
    'removing → left',
    'scheduled → left',
    'waiting → left',
    'waiting → unknown',
  ]);
});

describe('what a step does to times, tries and what is kept', () => {
  const failure = { kind: 'outage', message: 'down' } as const;
  const fresh = { dueAt: LATER, giveUpAt: new Date(LATER.getTime() + WAIT_BOUND_MS), tries: 0, dropCheckpoint: true };
  const kept = { dueAt: DUE, giveUpAt: GIVE_UP, tries: 1 };
  const receipt = { kind: 'published', remoteId: '7' } as const;
  const CASES: readonly [string, DeliveryState, string, DeliveryEvent, object][] = [
    ['a person sends again: now, and counted anew', 'unknown', 'o', { type: 'resend', at: LATER }, fresh],
    ['a person tries again: now, and counted anew', 'failed', 'r', { type: 'reopen', at: LATER }, fresh],
    [
      'a person releases what was held: now, and the checkpoint stays',
      'held',
      '-',
      { type: 'release', now: LATER },
      { dueAt: LATER, tries: 0 },
    ],
    ['a worker gives back: time and tries stay', 'publishing', '-', { type: 'release' }, kept],
    ['a lapsed lease counts as a try', 'publishing', '-', { type: 'release', lapsed: true }, { ...kept, tries: 2 }],
    ['a wait is no try', 'publishing', '-', { type: 'wait', until: LATER }, { ...kept, dueAt: LATER }],
    [
      'a retry is one, and its bound stays',
      'publishing',
      'o!',
      { type: 'retry', at: LATER, failure },
      { dueAt: LATER, giveUpAt: GIVE_UP, tries: 2, failure },
    ],
    [
      'a spoilt checkpoint is dropped',
      'publishing',
      '-',
      { type: 'retry', at: LATER, failure, restart: true },
      { dropCheckpoint: true },
    ],
    [
      'a spoilt checkpoint is dropped by a wait too',
      'publishing',
      '-',
      { type: 'wait', until: LATER, restart: true },
      { dropCheckpoint: true },
    ],
    [
      'the network says never: its own time stays, however long that took',
      'unknown',
      'o',
      { type: 'refuse', attempt: 1, failure, gone: true, retryAt: LATER },
      { dueAt: DUE, giveUpAt: GIVE_UP, tries: 0, dropCheckpoint: true, failure },
    ],
    ['the receipt is handed on', 'publishing', 'o!', { type: 'publish', receipt }, { receipt, committing: null }],
    ['evidence hands its receipt on', 'unknown', 'o', { type: 'confirm', attempt: 1, receipt }, { receipt }],
    ['a failure is handed on', 'publishing', '-', { type: 'fail', failure }, { ...kept, failure }],
    [
      'taking down begins now, and is counted anew',
      'published',
      'k',
      { type: 'unpublish', at: LATER },
      { dueAt: LATER, tries: 0 },
    ],
    [
      'taking down is tried again',
      'removing',
      'k',
      { type: 'retry', at: LATER, failure },
      { dueAt: LATER, tries: 2, failure },
    ],
    ['what cannot be taken down says why', 'removing', 'k', { type: 'keep', failure }, { state: 'published', failure }],
    ['a hold changes nothing else', 'scheduled', '-', { type: 'hold' }, kept],
    ['taking back changes nothing else', 'waiting', '-', { type: 'cancel' }, kept],
  ];

  test.each(CASES)('%s', (_name, state, journal, event, expected) => {
    expect(step(rowOf(state, journal), event)).toMatchObject(expected);
  });

  test('a person who releases without a time leaves the planned one', () => {
    expect(step(rowOf('held', '-'), { type: 'release' })).toMatchObject({ dueAt: DUE });
  });

  test('a step changes nothing in the row that it was given', () => {
    const row = Object.freeze({ ...rowOf('publishing', 'oo!'), attempts: Object.freeze(['open', 'open'] as const) });
    for (const event of Object.values(EVENTS)) step(row, event);
    expect(row).toEqual(rowOf('publishing', 'oo!'));
  });
});
