import { expect, test } from 'vitest';
import { seededChance } from '../support/seeded-chance.js';
import { PureDesk, RULES, type Rules } from './interleavings/desk.js';
import { MOVES } from './interleavings/moves.js';

/** `INTERLEAVINGS_SEED=7` runs that one alone, and tells every step. */
const REPLAY = process.env['INTERLEAVINGS_SEED'];

const STEPS = 1_000_000;
const STEPS_IN_RUN = 400;

interface Run {
  readonly wrong: string | null;
  /** What was done, without what was refused. */
  readonly steps: number;
  readonly departures: number;
  readonly trace: readonly string[];
}

function run(seed: number, rules: Rules, traced = false): Run {
  const chance = seededChance(seed);
  const approvalsNeeded = chance.below(3);
  const policy = { approvalsNeeded, authorsMayApproveOwn: chance.next() < 0.3, soleEditorMayGo: chance.next() < 0.5 };
  const desk = new PureDesk(policy, rules);
  const trace: string[] = [];
  let steps = 0;
  let departures = 0;
  while (steps < STEPS_IN_RUN && desk.wrong === null) {
    const [name, move] = chance.pick(MOVES);
    if (!move(desk, chance)) continue;
    steps += 1;
    if (name === 'mark') departures += 1;
    if (traced) trace.push(`${name}: ${desk.state}, ${desk.rows.map(({ d }) => d.state).join(' ')}`);
  }
  return { wrong: desk.wrong, steps, departures, trace };
}

test('nothing leaves unapproved, frozen, early, late, or other than it was approved, in whatever order things happen', () => {
  const seeds =
    REPLAY === undefined ? Array.from({ length: STEPS / STEPS_IN_RUN }, (_, seed) => seed) : [Number(REPLAY)];
  let steps = 0;
  let departures = 0;
  for (const seed of seeds) {
    const found = run(seed, RULES, REPLAY !== undefined);
    if (REPLAY !== undefined) console.log(found.trace.join('\n'));
    expect({ seed, wrong: found.wrong }).toEqual({ seed, wrong: null });
    steps += found.steps;
    departures += found.departures;
  }
  console.log(`${steps} steps, ${departures} of them to the mark, over ${seeds.length} seeds`);
}, 120_000);

/** Runs until the oracle finds something, which it must. */
function firstWrong(rules: Partial<Rules>): string | null {
  for (let seed = 0; seed < 2_000; seed++) {
    const { wrong } = run(seed, { ...RULES, ...rules });
    if (wrong) return wrong;
  }
  return null;
}

const blind =
  (facts: Partial<Parameters<Rules['atMark']>[0]>): Rules['atMark'] =>
  (all) =>
    RULES.atMark({ ...all, ...facts });
const both = (rule: Rules['atMark']) => ({ atClaim: rule, atMark: rule });

test.each<[string, Partial<Rules>, RegExp]>([
  ['the mark does not look at the freeze', { atMark: blind({ frozen: false }) }, /frozen/],
  ['the mark does not ask for approval', { atMark: blind({ approvalsNeeded: 0 }) }, /approvals/],
  ['the mark does not look at the clock', { atMark: (facts) => RULES.atMark({ ...facts, now: facts.dueAt }) }, /late/],
  ['nobody waits for the time', both((facts) => RULES.atMark({ ...facts, dueAt: facts.now })), /early|late/],
  ['authors approve their own', { mayApprove: () => true }, /approvals/],
  [
    'any member approves',
    { postStep: (post, name) => RULES.postStep(post, name, { memberId: 'x', role: 'admin' }), mayApprove: () => true },
    /approvals/,
  ],
  ['submit goes on at once', { afterSubmit: () => ({ to: 'approved', needed: 0, ownApproval: false }) }, /approvals/],
  [
    'an edit takes nothing back',
    { step: (row, event) => (event.type === 'cancel' ? row : RULES.step(row, event)) },
    /stands for/,
  ],
  [
    'a move moves nothing',
    { step: (row, event) => (event.type === 'move' ? row : RULES.step(row, event)) },
    /early|late/,
  ],
])('the oracle notices when %s', (_name, rules, wrong) => {
  expect(firstWrong(rules)).toMatch(wrong);
});
