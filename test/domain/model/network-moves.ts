import type { Failure } from '../../../src/domain/failure.js';
import type { House } from './house.js';
import type { Move } from './search.js';
import { countsFor, learn } from './store.js';
import { type Evidence, nowOf, rowOf, type Truth, withTruth, type World } from './world.js';

const REFUSED: Failure = { kind: 'rejected', message: '' };
const GONE: Failure = { kind: 'invalid', message: '' };

/**
 * What the network does with each request, in its own time or never, and what it says about it afterwards, or does not: no way out may
 * depend on any of it.
 */
export function networkMoves(house: House, world: World): Move[] {
  return world.rows.flatMap((row, part) =>
    row.sent.flatMap(({ truth }, i) =>
      [
        ...effects(house, world, part, i + 1, truth),
        ...callbacks(house, world, part, i + 1, truth),
        ...lookUps(house, world, part, i + 1, truth),
      ].map((move) => ({ ...move, whim: true })),
    ),
  );
}

const FATES: { readonly [K in Truth]?: readonly Truth[] } = {
  wire: ['live', 'refused'],
  accepted: ['live', 'failed'],
};
const BRIDGE_FATES: { readonly [K in Truth]?: readonly Truth[] } = { ...FATES, wire: ['accepted', 'refused'] };
/** Containers expire and sessions end, whether or not the request ever came. */
const CAN_EXPIRE: readonly Truth[] = ['marked', 'wire', 'lost'];

function effects({ setting }: House, world: World, part: number, attempt: number, truth: Truth): Move[] {
  const fates = (setting.bridge ? BRIDGE_FATES : FATES)[truth] ?? [];
  const gone: readonly Truth[] = setting.lookUps && CAN_EXPIRE.includes(truth) ? ['gone'] : [];
  return [...fates, ...gone].map((fate) => ({
    label: `network: ${part}.${attempt} ${fate}`,
    world: withTruth(world, part, attempt, fate),
  }));
}

/** Late, repeated, before the answer or after it: at any time, any number of times. */
function callbacks(house: House, world: World, part: number, attempt: number, truth: Truth): Move[] {
  if (!house.setting.callbacks) return [];
  const says = (label: string, evidence: Evidence): Move => ({
    label: `callback: ${part}.${attempt} ${label}`,
    world: learn(house, world, part, evidence),
  });
  switch (truth) {
    case 'live':
    case 'deleted':
      return [says('is live', { type: 'confirm', attempt, receipt: { kind: 'published' } })];
    case 'accepted':
      return [says('is taken', { type: 'confirm', attempt, receipt: { kind: 'handed_over' } })];
    case 'refused':
    case 'failed':
      return [
        says('failed', { type: 'refuse', attempt, failure: REFUSED }),
        ...(house.setting.unplaced
          ? [says('failed, not said which', { type: 'refuse', attempt: null, failure: REFUSED })]
          : []),
      ];
    default:
      return [];
  }
}

/** `not-yet` and `cannot-tell` move nothing, so they are no step here; `never` comes only where the network guarantees it. */
function lookUps(house: House, world: World, part: number, attempt: number, truth: Truth): Move[] {
  const row = rowOf(world, part);
  if (!house.setting.lookUps || row.d.attempts[attempt - 1] !== 'open') return [];
  if (truth === 'live')
    return [look(house, world, part, { type: 'confirm', attempt, receipt: { kind: 'published' } }, 'yes')];
  const unseen = !house.guards.neverOnlyFromNetwork && (truth === 'wire' || truth === 'lost');
  if (truth !== 'gone' && !unseen) return [];
  const first = world.rows[0]?.d.state;
  const again =
    countsFor(world, row.rev) && (part === 0 || first === 'published' || !house.guards.laterPartWithItsFirst);
  const never: Evidence = {
    type: 'refuse',
    attempt,
    failure: GONE,
    gone: true,
    ...(again && { retryAt: nowOf(world) }),
  };
  const found = look(house, world, part, never, 'never');
  return [found];
}

function look(house: House, world: World, part: number, evidence: Evidence, label: string): Move {
  return { label: `look-up: ${part} ${label}`, world: learn(house, world, part, evidence) };
}
