import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FAILURES, type PlatformError } from '../../../src/domain/failure.js';
import { CODES, meaningOf, meaningOfSubcode, readRefusal } from '../../../src/platforms/meta/errors.js';

const TOKEN = 'IGAAsecret/token+1';

describe('an error of Meta', () => {
  it.each([
    { code: 190, subcode: 463, kind: 'auth', effect: 'none' },
    { code: 190, subcode: 999_999, kind: 'auth', effect: 'none' },
    { code: 102, kind: 'auth', effect: 'none' },
    { code: 4, kind: 'rate_limit', effect: 'none', scope: 'app' },
    { code: 4, subcode: 1_349_210, kind: 'rate_limit', effect: 'none', scope: 'app' },
    { code: 32, kind: 'rate_limit', effect: 'none' },
    { code: 4, subcode: 2_207_051, kind: 'rejected', effect: 'none' },
    { code: 9, subcode: 2_207_042, kind: 'quota', effect: 'none' },
    { code: 10, kind: 'permission', effect: 'none' },
    { code: 10, subcode: 2_534_022, kind: 'rejected', effect: 'none' },
    { code: 200, kind: 'permission', effect: 'none' },
    { code: 299, kind: 'permission', effect: 'none' },
    { code: 24, subcode: 2_207_006, kind: 'missing', effect: 'none', restart: true },
    { code: 24, subcode: 2_207_008, kind: 'outage', effect: 'uncertain' },
    { code: 9007, subcode: 2_207_027, kind: 'not_ready', effect: 'none' },
    { code: -2, subcode: 2_207_020, kind: 'outage', effect: 'none', restart: true },
    { code: -1, subcode: 2_207_032, kind: 'outage', effect: 'uncertain', restart: true },
    { code: -1, subcode: 9_999_999, kind: 'outage', effect: 'uncertain', restart: true },
    { code: 9004, subcode: 2_207_052, kind: 'invalid', effect: 'none' },
    { code: 36_003, subcode: 2_207_009, kind: 'invalid', effect: 'none' },
    { code: 100, subcode: 33, kind: 'missing', effect: 'none' },
    { code: 100, subcode: 2_207_028, kind: 'invalid', effect: 'none' },
    { code: 1, kind: 'outage', effect: 'uncertain' },
    { code: 2, status: 500, kind: 'outage', effect: 'uncertain' },
    { code: 424_242, kind: 'invalid', effect: 'none' },
    { code: 424_242, transient: true, kind: 'outage', effect: 'uncertain' },
    { code: 424_242, status: 401, kind: 'auth', effect: 'none' },
    { code: 424_242, status: 403, kind: 'permission', effect: 'none' },
    { code: 424_242, status: 429, kind: 'rate_limit', effect: 'none' },
    { code: 424_242, status: 503, kind: 'outage', effect: 'uncertain' },
    // What the table knows is stronger than a flag beside it.
    { code: 190, transient: true, kind: 'auth', effect: 'none' },
  ])(
    '$code/$subcode with status $status means $kind, $effect',
    ({ code, subcode, transient, status = 400, ...meaning }) => {
      const { retryAfterMs: _wait, ...found } = meaningOf({ code, subcode, transient, status });
      expect(found).toEqual(meaning);
    },
  );

  it('with a limit says how long to wait, and nothing else does', () => {
    const rows = Object.values(CODES);
    const waits = rows.filter(({ retryAfterMs }) => retryAfterMs !== undefined);
    expect(waits.every(({ kind }) => FAILURES[kind].retry === 'wait')).toBe(true);
    expect(rows.filter(({ kind }) => FAILURES[kind].retry === 'wait')).toEqual(waits);
  });

  it('is told from a subcode alone only where that is unique', () => {
    const subcodes = Object.keys(CODES).flatMap((key) => key.split('/')[1] ?? []);
    expect(new Set(subcodes).size).toBe(subcodes.length);
    expect(meaningOfSubcode(2_207_026)?.kind).toBe('invalid');
    expect(meaningOfSubcode(7_026)).toBeNull();
  });

  const WAITS: readonly { headers: Record<string, string>; ms: number }[] = [
    { headers: { 'retry-after': '30' }, ms: 30_000 },
    { headers: { 'x-business-use-case-usage': usage(7) }, ms: 420_000 },
    { headers: { 'x-business-use-case-usage': usage(0) }, ms: 300_000 },
    { headers: { 'x-business-use-case-usage': '{"broken' }, ms: 300_000 },
    { headers: { 'retry-after': 'tomorrow' }, ms: 300_000 },
    { headers: {}, ms: 300_000 },
  ];
  it.each(WAITS)('waits as the headers say: $headers', ({ headers, ms }) => {
    expect(refusalOf(400, { error: { message: 'x', code: 80_002 } }, headers).info.retryAfterMs).toBe(ms);
  });

  it('never repeats the token, as it is or as it stands in an address', () => {
    const message = `Bad ${TOKEN} in ?access_token=${encodeURIComponent(TOKEN)}`;
    expect(refusalOf(400, { error: { message, code: 190 } }).message).toBe('Bad … in ?access_token=…');
  });

  it('does not depend on its sentence', () => {
    const kinds = ['190, rate limit 490', 'Сесія закінчилась', ''].map(
      (message) => refusalOf(400, { error: { message, code: 36_004, error_subcode: 2_207_010 } }).kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['invalid']));
  });

  it.each([null, 7, 'x', {}, { error: 'x' }, { error: { code: 'x' } }, { id: '1' }])('is not seen in %j', (json) => {
    expect(readRefusal({ name: 'x', secret: TOKEN }, { status: 400, headers: {}, json })).toBeNull();
  });
});

const SAMPLES = new URL('../../../../shared/samples/api-errors/meta.json', import.meta.url);
const hasSamples = existsSync(SAMPLES);

describe.skipIf(!hasSamples)('the collected samples', () => {
  const sample = z.object({
    http: z.number(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.looseObject({ error: z.looseObject({ message: z.string(), code: z.number() }).optional() }),
    class: z.enum(['permanent', 'rate_limited', 'retryable', 'token_expired']),
  });
  const samples = hasSamples ? z.array(sample).parse(JSON.parse(readFileSync(SAMPLES, 'utf8'))) : [];
  const MEANS: Record<z.infer<typeof sample>['class'], (error: PlatformError) => boolean> = {
    permanent: ({ kind }) => FAILURES[kind].retry === false && kind !== 'auth' && kind !== 'bug',
    rate_limited: ({ kind, info }) => kind === 'rate_limit' && info.effect === 'none',
    retryable: ({ kind }) => kind === 'outage' || kind === 'not_ready',
    token_expired: ({ kind, info }) => kind === 'auth' && info.effect === 'none',
  };

  it.each(samples)('$http $body is $class', (one) => {
    const error = refusalOf(one.http, one.body, one.headers);
    expect(error).toSatisfy(MEANS[one.class]);
  });

  const ofGraph = samples.flatMap(({ http, body }) => (body.error ? [{ http, error: body.error }] : []));
  it.each(ofGraph)('$error.code keeps its sentence and its code', ({ http, error }) => {
    const read = refusalOf(http, { error });
    expect(read.message).toBe(error.message);
    expect(read.info.code?.split('/')[0]).toBe(String(error.code));
  });

  it('are there', () => {
    expect(samples.length).toBeGreaterThan(25);
  });
});

function usage(minutes: number): string {
  return JSON.stringify({
    '17841': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: minutes }],
  });
}

function refusalOf(status: number, json: unknown, headers: Record<string, string> = {}): PlatformError {
  const error = readRefusal({ name: 'Instagram media', secret: TOKEN }, { status, headers, json });
  if (!error) throw new Error('it was no refusal');
  return error;
}
