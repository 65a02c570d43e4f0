import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FAILURES, PlatformError } from '../../../src/domain/failure.js';
import { instagramPlatform } from '../../../src/platforms/instagram/platform.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { described, jpegOf } from './made-media.js';
import { ACCOUNT, TestClock, TOKEN, USER_ID, VERSION } from './setting.js';

const SAMPLES = new URL('../../../../shared/samples/api-errors/instagram-container-status.json', import.meta.url);
const hasSamples = existsSync(SAMPLES);
const file = z.object({ cases: z.array(z.object({ body: z.looseObject({ id: z.string() }), next: z.string() })) });

const media = (): never => {
  throw new Error('nothing is made anew');
};

/** What the adapter does after this answer, in the words of the collection. */
async function nextAfter(json: unknown): Promise<string> {
  const clock = new TestClock();
  const http = { request: async () => ({ status: 200, headers: {}, json }) };
  const apiUrl = 'http://127.0.0.1:9';
  const platform: Platform = instagramPlatform({ apiUrl, version: VERSION, http, clock, mediaIsPublic: true });
  const photo = described(jpegOf(1080, 1080));
  const [part] = platform.render({ text: '', entities: [], media: [photo] }, ACCOUNT).parts;
  if (!part || !platform.publisher.prepare) throw new Error('it cannot be prepared');
  const container = { id: '17889615691921648', createdAt: clock.now().toISOString() };
  const checkpoint = { children: [], container, polls: 0, offered: 0, published: false };
  const out = { key: 'k', part, earlier: [], target: USER_ID, credentials: { token: TOKEN }, checkpoint, media };
  try {
    const now = await platform.publisher.prepare({ ...out, signal: AbortSignal.timeout(5_000) });
    if (!now.ready) return 'poll again';
    return z.object({ published: z.boolean() }).parse(now.checkpoint).published ? 'ALREADY LIVE' : 'publish';
  } catch (thrown) {
    const { kind, info } = PlatformError.from(thrown);
    const again = info.restart === true ? 'new container' : 'nothing';
    return FAILURES[kind].retry === false ? 'permanent' : kind === 'not_ready' ? again : `retryable, ${again}`;
  }
}

describe.skipIf(!hasSamples)('the collected states of containers', () => {
  const { cases } = hasSamples ? file.parse(JSON.parse(readFileSync(SAMPLES, 'utf8'))) : { cases: [] };

  it.each(cases)('$body leads to: $next', async ({ body, next }) => {
    expect(next).toContain(await nextAfter(body));
  });

  it('are there', () => {
    expect(cases.length).toBeGreaterThan(5);
  });
});

describe('a state of a container that Instagram does not name today', () => {
  it.each([
    { id: '1', status_code: 'RESTING' },
    { id: '1', status_code: 7 },
    { id: '1', status: null },
  ])('%j is asked for again', async (body) => {
    expect(await nextAfter(body)).toBe('poll again');
  });

  it('is not seen in an answer of another form', async () => {
    expect(await nextAfter({ hello: 'world' })).toBe('retryable, nothing');
  });
});
