import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FAILURES, PlatformError } from '../../../src/domain/failure.js';
import { readReceipt } from '../../../src/platforms/telegram/answer.js';
import { CODES, meaningOf } from '../../../src/platforms/telegram/codes.js';

describe('an error code', () => {
  it.each([
    { code: 400, kind: 'invalid', effect: 'none' },
    { code: 401, kind: 'auth', effect: 'none' },
    { code: 403, kind: 'permission', effect: 'none' },
    { code: 404, kind: 'auth', effect: 'none' },
    { code: 406, kind: 'invalid', effect: 'none' },
    { code: 408, kind: 'timeout', effect: 'uncertain' },
    { code: 409, kind: 'bug', effect: 'none' },
    { code: 413, kind: 'invalid', effect: 'none' },
    { code: 420, kind: 'rate_limit', effect: 'none' },
    { code: 429, kind: 'rate_limit', effect: 'none' },
    { code: 499, kind: 'invalid', effect: 'none' },
    { code: 500, kind: 'outage', effect: 'uncertain' },
    { code: 502, kind: 'outage', effect: 'uncertain' },
    { code: 504, kind: 'outage', effect: 'uncertain' },
    { code: 0, kind: 'outage', effect: 'uncertain' },
    { code: -1, kind: 'outage', effect: 'uncertain' },
    { code: 200, kind: 'outage', effect: 'uncertain' },
    { code: 303, kind: 'outage', effect: 'uncertain' },
  ])('$code means $kind, effect $effect', ({ code, kind, effect }) => {
    expect(meaningOf(code)).toEqual({ kind, effect });
  });

  it('that is retried without waiting never leaves the effect open as none by default', () => {
    const loose = Object.values(CODES).filter(({ kind, effect }) => FAILURES[kind].retry === true && effect === 'none');
    expect(loose).toEqual([]);
  });
});

describe('a refusal', () => {
  it('names the new id of a chat that moved', () => {
    const error = refusalOf(400, {
      ok: false,
      error_code: 400,
      description: 'x',
      parameters: { migrate_to_chat_id: -100777 },
    });
    expect(error).toMatchObject({ kind: 'missing', info: { effect: 'none', code: '400/migrate_to_chat_id=-100777' } });
  });

  it('is read by its own code where the status says something else', () => {
    expect(refusalOf(200, { ok: false, error_code: 403, description: 'x' }).kind).toBe('permission');
  });

  it('does not depend on its sentence', () => {
    const kinds = ['chat not found', 'Too Many Requests', 'Unauthorized', ''].map((description) => {
      const { kind, info } = refusalOf(400, { ok: false, error_code: 400, description });
      return `${kind} ${info.effect}`;
    });
    expect(new Set(kinds)).toEqual(new Set(['invalid none']));
  });

  it.each([
    { parameters: { retry_after: 'soon' } },
    { parameters: 7 },
    { parameters: { migrate_to_chat_id: 'there' } },
    { description: 5 },
    { error_code: 'x' },
  ])('with odd details is a refusal still: %j', (odd) => {
    const error = refusalOf(429, { ok: false, error_code: 429, description: 'x', ...odd });
    expect(error).toMatchObject({ kind: 'rate_limit', info: { effect: 'none' } });
    expect(error.info.retryAfterMs).toBeUndefined();
  });
});

const SAMPLES = new URL('../../../../shared/samples/api-errors/telegram.json', import.meta.url);
/** Known by its sentence only, and only to who sends files by address; we upload them. */
const ELSEWHERE = 'Bad Request: failed to get HTTP URL content';

describe.skipIf(!existsSync(SAMPLES))('the collected samples', () => {
  const sample = z.object({
    http: z.number(),
    body: z.looseObject({ description: z.string() }),
    class: z.enum(['permanent', 'rate_limited', 'retryable', 'token_expired']),
    action: z.string().optional(),
  });
  const samples = existsSync(SAMPLES) ? z.array(sample).parse(JSON.parse(readFileSync(SAMPLES, 'utf8'))) : [];
  const retries = { permanent: false, rate_limited: 'wait', retryable: true, token_expired: false } as const;

  it.each(samples.filter(({ body }) => body.description !== ELSEWHERE))('$http $body.description is $class', (one) => {
    const { kind, info, message } = refusalOf(one.http, one.body);
    expect(FAILURES[kind].retry).toBe(retries[one.class]);
    expect(info.effect).toBe(one.action?.startsWith('AMBIGUOUS') ? 'uncertain' : 'none');
    expect(message).toBe(one.body.description);
  });

  it('are there', () => {
    expect(samples.length).toBeGreaterThan(15);
  });
});

function refusalOf(status: number, json: unknown): PlatformError {
  try {
    readReceipt({ name: 'Telegram sendMessage', secret: '1:token' }, { status, headers: {}, json });
  } catch (thrown) {
    if (thrown instanceof PlatformError) return thrown;
    throw thrown;
  }
  return expect.fail('it was no refusal');
}
