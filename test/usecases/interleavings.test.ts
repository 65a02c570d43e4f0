import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Refusal } from '../../src/domain/refusal.js';
import { type Lane, openLane } from './interleavings/lane.js';
import { BENDS, type LaneMove, PEOPLE } from './interleavings/people.js';
import { WORKERS } from './interleavings/workers.js';

/** `INTERLEAVINGS=long` makes 22,000 moves instead of 4,000; `INTERLEAVINGS_SEED=7` runs that one alone, and tells every step. */
const REPLAY = process.env['INTERLEAVINGS_SEED'];
const LONG = process.env['INTERLEAVINGS'] === 'long';
const MOVES_IN_LANE = 500;
const SEEDS = LONG ? 44 : 8;
/** Side by side, each on a database of its own. */
const LANES = 2;

const WEIGHTS: Readonly<Partial<Record<string, number>>> = {
  submit: 5,
  approve: 12,
  mark: 40,
  settle: 24,
  sweep: 3,
  decide: 6,
  tick: 4,
  reopen: 2,
  restore: 2,
};
const MOVES: readonly (readonly [string, LaneMove])[] = Object.entries({ ...PEOPLE, ...WORKERS }).flatMap(
  ([name, act]) => Array.from({ length: WEIGHTS[name] ?? 1 }, () => [name, act] as const),
);

interface Run {
  readonly wrong: string | null;
  readonly moves: number;
  readonly marks: number;
}

async function run(seed: number, moves: number, bend?: (lane: Lane) => Promise<unknown>): Promise<Run> {
  await using lane = await openLane(seed);
  let done = 0;
  while (done < moves && lane.wrong === null) {
    const [name, act] = lane.chance.pick(MOVES);
    const outcome = await act(lane).catch(codeOf);
    if (outcome === false) continue;
    done += 1;
    if (REPLAY !== undefined)
      console.log(`${done} ${name} ${outcome}: ${(await lane.rows()).map(({ state }) => state).join(' ')}`);
    await bend?.(lane);
  }
  return { wrong: lane.wrong ?? (bend ? null : await denied(lane)), moves: done, marks: lane.marks };
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof Refusal) return thrown.code;
  throw thrown;
}

/** Nothing is called failed, taken back or removed while it may be live. */
async function denied({ parts }: Lane): Promise<string | null> {
  const { rows } = await sql<{ state: string }>`select state from delivery
    where state in ('failed', 'cancelled', 'removed') and 'open' = any(attempts)`.execute(parts.db.sql);
  return rows[0] ? `${rows[0].state}, and it may be live` : null;
}

test('nothing leaves unapproved, frozen, early, late, or other than it was approved, whatever people and workers do in between', async () => {
  const seeds = REPLAY === undefined ? Array.from({ length: SEEDS }, (_, seed) => seed) : [Number(REPLAY)];
  const found: Run[] = [];
  const begun = performance.now();
  const lane = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const one = await run(seed, MOVES_IN_LANE);
      expect({ seed, wrong: one.wrong }).toEqual({ seed, wrong: null });
      found.push(one);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const sum = (of: (one: Run) => number) => found.reduce((all, one) => all + of(one), 0);
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${sum(({ moves }) => moves)} moves, ${sum(({ marks }) => marks)} marks, in ${seconds} s`);
  expect(sum(({ marks }) => marks)).toBeGreaterThan(0);
}, 600_000);

test.each(Object.entries(BENDS))(
  'the oracle notices when %s',
  async (_name, bend) => {
    let wrong: string | null = null;
    for (let seed = 100; seed < 130 && wrong === null; seed++) wrong = (await run(seed, MOVES_IN_LANE, bend)).wrong;
    expect(wrong).not.toBeNull();
  },
  120_000,
);
