import { describe, expect, test } from 'vitest';
import { afterError, afterUnready, type ErrorContext, MAX_REPEATS, MAX_RETRIES } from '../../src/domain/after-error.js';
import { FAILURES, type FailureInfo, type FailureKind, PlatformError } from '../../src/domain/failure.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const FAR: ErrorContext = {
  committing: null,
  tries: 0,
  giveUpAt: new Date('2026-03-02T12:00:00Z'),
  repeatable: false,
  now: NOW,
  random: 0,
};

const PASSING: readonly FailureKind[] = ['network', 'timeout', 'outage'];
const WAITING: readonly FailureKind[] = ['rate_limit', 'quota', 'not_ready'];
const LASTING: readonly FailureKind[] = ['invalid', 'rejected', 'missing', 'auth', 'permission', 'bug'];

test('every kind of failure is one that passes, one to wait for, or one that lasts', () => {
  expect([...PASSING, ...WAITING, ...LASTING].toSorted()).toEqual(Object.keys(FAILURES).toSorted());
});

/** Before the mark the effect is not looked at; after it, a failure without a word about its effect may have had one. */
const MOMENTS = [
  { when: 'before the mark', committing: null, effect: undefined, known: true },
  { when: 'before the mark, whatever its effect', committing: null, effect: 'uncertain', known: true },
  { when: 'after it, refused cleanly', committing: 1, effect: 'none', known: true },
  { when: 'after it, uncertain', committing: 1, effect: 'uncertain', known: false },
  { when: 'after it, not said', committing: 1, effect: undefined, known: false },
] as const;
const TRIES = [0, MAX_RETRIES - 1, MAX_RETRIES, MAX_REPEATS - 1, MAX_REPEATS];
const BOUNDS = { far: FAR.giveUpAt, near: new Date(NOW.getTime() + 500) };

/**
 * What is to come of it: of a row that goes out once, and of one that may be repeated. `<3` and `<20`: while that many tries are not used
 * up, `bound`: while the next time lies before `giveUpAt`; else what stands behind it.
 */
const POLICY = [
  { kinds: PASSING, known: true, once: 'retry <3 bound, else fail', repeatable: 'retry <20, else fail' },
  { kinds: PASSING, known: false, once: 'lose', repeatable: 'retry? <20, else lose' },
  { kinds: WAITING, known: true, once: 'wait bound, else fail', repeatable: 'wait bound, else fail' },
  { kinds: WAITING, known: false, once: 'lose', repeatable: 'retry? <20, else lose' },
  { kinds: LASTING.filter((kind) => kind !== 'bug'), known: true, once: 'fail', repeatable: 'fail' },
  { kinds: LASTING.filter((kind) => kind !== 'bug'), known: false, once: 'lose', repeatable: 'lose' },
  { kinds: ['bug'], known: true, once: 'fail', repeatable: 'retry <20, else fail' },
  { kinds: ['bug'], known: false, once: 'lose', repeatable: 'retry? <20, else lose' },
] as const;

const CASES = POLICY.flatMap(({ kinds, known, once, repeatable }) =>
  MOMENTS.filter((moment) => moment.known === known).flatMap(({ when, committing, effect }) =>
    kinds.flatMap((kind) => [
      { kind, when, committing, effect, repeatable: false, rule: once },
      { kind, when, committing, effect, repeatable: true, rule: repeatable },
    ]),
  ),
);

test.each(CASES)('$kind $when, repeatable $repeatable: $rule', ({ kind, committing, effect, repeatable, rule }) => {
  for (const tries of TRIES) {
    for (const [bound, giveUpAt] of Object.entries(BOUNDS)) {
      const info: FailureInfo = effect === undefined ? {} : { effect };
      const said = afterError(new PlatformError(kind, 'no', info), { ...FAR, tries, giveUpAt, repeatable, committing });
      const outcome = 'uncertain' in said && said.uncertain ? `${said.type}?` : said.type;
      expect({ tries, bound, outcome }).toEqual({ tries, bound, outcome: expected(rule, tries, bound) });
      expect(said).toMatchObject({ failure: { kind, message: 'no' } });
    }
  }
});

/** Reads a rule of the table. A repeat comes within seconds, so that its bound is the number of tries alone. */
function expected(rule: string, tries: number, bound: string): string {
  const [, first = '', most, bounded, otherwise] = /^(\S+)(?: <(\d+))?( bound)?(?:, else (\S+))?$/.exec(rule) ?? [];
  const spent = most !== undefined && tries >= Number(most);
  const beyond = bounded !== undefined && bound === 'near';
  return otherwise !== undefined && (spent || beyond) ? otherwise : first;
}

function inSeconds(at: Date): number {
  return (at.getTime() - NOW.getTime()) / 1000;
}

describe('when', () => {
  const RETRIES = [
    { tries: 0, random: 0, seconds: 60 },
    { tries: 1, random: 0, seconds: 120 },
    { tries: 2, random: 0, seconds: 240 },
    { tries: 2, random: 0.999, seconds: 299.94 },
    { tries: 0, random: 0, retryAfterMs: 3_600_000, seconds: 3600 },
    { tries: 2, random: 0, retryAfterMs: 1_000, seconds: 240 },
  ];
  test.each(RETRIES)(
    'retry $tries comes after $seconds s (asked: $retryAfterMs ms)',
    ({ tries, random, retryAfterMs, seconds }) => {
      const info = retryAfterMs === undefined ? {} : { retryAfterMs };
      const event = afterError(new PlatformError('outage', '', info), { ...FAR, tries, random });
      expect(event.type === 'retry' && inSeconds(event.at)).toBe(seconds);
    },
  );

  test.each([
    { tries: 0, seconds: 1 },
    { tries: 3, seconds: 8 },
    { tries: 5, seconds: 30 },
    { tries: 19, seconds: 30 },
  ])('repeat $tries comes after $seconds s', ({ tries, seconds }) => {
    const event = afterError(new PlatformError('outage', ''), { ...FAR, committing: 1, repeatable: true, tries });
    expect(event.type === 'retry' && inSeconds(event.at)).toBe(seconds);
  });

  test.each([
    { retryAfterMs: undefined, seconds: 60 },
    { retryAfterMs: 90_000, seconds: 90 },
    { retryAfterMs: 0, seconds: 1 },
  ])('a limit that says $retryAfterMs ms is waited for $seconds s', ({ retryAfterMs, seconds }) => {
    const info = retryAfterMs === undefined ? {} : { retryAfterMs };
    const event = afterError(new PlatformError('rate_limit', '', info), { ...FAR, tries: 99 });
    expect(event.type === 'wait' && inSeconds(event.until)).toBe(seconds);
  });

  test('waiting ends exactly at the bound, retrying too', () => {
    const at = (ms: number) => ({ ...FAR, giveUpAt: new Date(NOW.getTime() + ms) });
    expect(afterError(new PlatformError('quota', ''), at(60_000)).type).toBe('wait');
    expect(afterError(new PlatformError('quota', ''), at(59_999)).type).toBe('fail');
    expect(afterError(new PlatformError('outage', ''), at(60_000)).type).toBe('retry');
    expect(afterError(new PlatformError('outage', ''), at(59_999)).type).toBe('fail');
    expect(afterUnready(60_000, at(60_000))).toEqual({ type: 'wait', until: new Date(NOW.getTime() + 60_000) });
    expect(afterUnready(60_001, at(60_000))).toMatchObject({ type: 'fail', failure: { kind: 'not_ready' } });
  });
});

test('a spoilt checkpoint is dropped by a retry and by a wait', () => {
  expect(afterError(new PlatformError('outage', '', { restart: true }), FAR)).toMatchObject({ restart: true });
  expect(afterError(new PlatformError('not_ready', '', { restart: true }), FAR)).toMatchObject({ restart: true });
});

test('what was thrown by anything else is our own fault, and after the mark uncertain', () => {
  const thrown = PlatformError.from(new TypeError('x is undefined'));
  expect(thrown.toFailure()).toEqual({ kind: 'bug', message: 'x is undefined' });
  expect(afterError(thrown, { ...FAR, committing: 1 }).type).toBe('lose');
  expect(afterError(thrown, FAR).type).toBe('fail');
});

test('a failure keeps what a person needs, and neither cause nor endless text', () => {
  const info = { code: '190/463', status: 400, mediaIndex: 0, cause: new Error('secret'), retryAfterMs: 5 };
  const failure = new PlatformError('auth', 'x'.repeat(600), info).toFailure();
  expect(failure).toEqual({ kind: 'auth', message: 'x'.repeat(500), code: '190/463', status: 400, mediaIndex: 0 });
});

test('a platform error stays the same one', () => {
  const error = new PlatformError('quota', '');
  expect(PlatformError.from(error)).toBe(error);
  expect(PlatformError.from('text').toFailure()).toEqual({ kind: 'bug', message: 'text' });
});
