import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson, type RenderedPart } from '../../src/domain/content.js';
import type { Receipt } from '../../src/domain/delivery.js';
import { createHttp } from '../../src/platforms/http.js';
import type { Platform } from '../../src/platforms/platform.js';
import { startFaultProxy, type WireFault } from '../support/fault-proxy.js';
import { collectingLog } from '../support/collecting-log.js';
import { everythingIn, failureOf } from '../support/platform-failure.js';
import { until } from '../support/until.js';
import { type Leaving, outgoingTo, partAt, PATIENT_MS, prepareFully, type Subject } from './subject.js';
import { type WireFaultRow, wireFaults } from './wire-faults.js';

/** Long enough for every sample to arrive whole on a slow machine, some of them at once. */
const HASTY_MS = 1_200;

/** What every adapter must do; the delivery machine relies on each line. */
export function publisherContract(name: string, subject: Subject): void {
  const steps = subject.samples.flatMap((sample) => {
    const { parts } = subject
      .platform({ apiRoot: 'http://127.0.0.1:9', http: createHttp(), timeoutMs: PATIENT_MS })
      .render(sample.content, subject.account, sample.options);
    const { brief = false } = sample;
    return parts.map((part, index) => ({ step: `${part.name} of ${sample.name}`, parts, index, brief }));
  });

  /** A network of its own, and a way to it that can be broken. */
  async function openStage() {
    const network = await subject.startNetwork();
    const proxy = await startFaultProxy(network.url);
    const { log, lines } = collectingLog();
    const platformAt = (apiRoot: string, timeoutMs = PATIENT_MS): Platform =>
      subject.platform({ apiRoot, http: createHttp({ log, maxAnswerBytes: 100_000 }), timeoutMs });

    /** Puts the parts before this one in place, then tries this one under the fault. */
    async function tryStep(parts: readonly RenderedPart[], index: number, change: Partial<Attempt> = {}) {
      const earlier = await commitAll(platformAt(proxy.url), parts.slice(0, index));
      const checkpoint = await prepared(platformAt(proxy.url), parts, index);
      const before = network.posts().length;
      const asked = proxy.requests.length;
      proxy.fail(change.fault ?? null);
      const platform = platformAt(change.apiRoot ?? proxy.url, change.timeoutMs);
      const error = await failureOf(commit(platform, parts, index, earlier, { ...change, checkpoint }));
      await proxy.settled();
      const shown = network.posts().length - before;
      expect(JSON.stringify(lines) + everythingIn(error)).not.toSatisfy(holdsSecret);
      expect(shown > 0 && error.info.effect === 'none', 'it denies a post that the world shows').toBe(false);
      return { error, shown, requests: proxy.requests.length - asked };
    }

    const holdsSecret = (text: string): boolean =>
      subject.secrets.some((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));

    function commit(
      platform: Platform,
      parts: readonly RenderedPart[],
      index: number,
      earlier: readonly Receipt[],
      change: Partial<Attempt> = {},
    ): Promise<Receipt> {
      const part = partAt(parts, index);
      return platform.publisher.commit(outgoingTo(subject, network, { key: `key-${index}`, part, earlier, ...change }));
    }

    const prepared = (platform: Platform, parts: readonly RenderedPart[], index: number): Promise<unknown> =>
      prepareFully(platform, (checkpoint) =>
        outgoingTo(subject, network, { key: `key-${index}`, part: partAt(parts, index), checkpoint }),
      );

    async function commitAll(platform: Platform, parts: readonly RenderedPart[]): Promise<Receipt[]> {
      const receipts: Receipt[] = [];
      for (const index of parts.keys()) {
        const checkpoint = await prepared(platform, parts, index);
        receipts.push(await commit(platform, parts, index, receipts, { checkpoint }));
      }
      return receipts;
    }

    return {
      network,
      proxy,
      lines,
      holdsSecret,
      platformAt,
      tryStep,
      commitAll,
      async [Symbol.asyncDispose]() {
        await proxy.close();
        await network.close();
      },
    };
  }
  type Stage = Awaited<ReturnType<typeof openStage>>;

  async function suffer({ tryStep }: Stage, { parts, index }: Step, { fault, hasty }: WireFaultRow) {
    const { error, shown, requests } = await tryStep(parts, index, { fault, timeoutMs: hasty ? HASTY_MS : PATIENT_MS });
    const { effect, retryAfterMs } = error.info;
    return { kind: error.kind, effect, retryAfterMs, shown, requests };
  }

  describe(`${name} as a publisher`, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await openStage();
    });
    afterEach(() => stage[Symbol.asyncDispose]());

    describe.each(subject.samples)('$name', ({ content, options }) => {
      it('has nothing against itself in preflight', () => {
        const platform = stage.platformAt(stage.proxy.url);
        const errors = platform
          .preflight(platform.render(content, subject.account, options))
          .filter((one) => one.level === 'error');
        expect(errors).toEqual([]);
      });

      it('is rendered the same every time, without a change to the content', () => {
        const platform = stage.platformAt(stage.proxy.url);
        const frozen = deepFreeze(structuredClone(content));
        const rendered = platform.render(frozen, deepFreeze({ ...subject.account }), options);
        expect(stage.platformAt(stage.network.url).render(content, subject.account, options)).toEqual(rendered);
        // It is kept as JSON until it leaves, and must come back as what was hashed.
        expect(canonicalJson(JSON.parse(JSON.stringify(rendered)))).toBe(canonicalJson(rendered));
        expect(platform.preflight(deepFreeze(rendered))).toEqual(platform.preflight(rendered));
      });

      it('appears exactly as rendered, by one request for each part, and is receipted', async () => {
        const platform = stage.platformAt(stage.proxy.url);
        const { parts } = platform.render(content, subject.account, options);
        const receipts = await stage.commitAll(platform, parts);
        const posts = stage.network.posts();
        expect(posts.map(({ text, entities, media, quiz }) => ({ text, entities, media, quiz }))).toEqual(
          parts.map((part) => ({
            text: part.text,
            entities: part.entities,
            media: part.media.map(({ hash }) => hash),
            quiz: part.quiz,
          })),
        );
        expect(stage.proxy.requests.filter(subject.publishes ?? (() => true))).toHaveLength(parts.length);
        expect(receipts).toEqual(
          posts.map(({ id, ids, url }) => ({
            kind: 'published',
            remoteId: id,
            ...(ids && { remoteIds: ids }),
            ...(url !== null && { url }),
          })),
        );
        expect(JSON.stringify(stage.lines)).not.toSatisfy(stage.holdsSecret);
      });
    });

    describe.each(steps)('$step', ({ parts, index, brief }) => {
      it.each(wireFaults({ brief }).filter(({ hasty }) => !hasty))('$name: $kind, effect $effect', async (row) => {
        expect(await suffer(stage, { parts, index }, row)).toEqual(asSaid(row));
      });

      it.each(subject.refusals)('refused with $name: $kind, effect $effect', async (refusal) => {
        const headers = { 'content-type': 'application/json' };
        const ending = { status: refusal.status, headers, body: JSON.stringify(refusal.body) };
        const { error, requests } = await stage.tryStep(parts, index, { fault: { done: false, ending } });
        const { effect, retryAfterMs, status } = error.info;
        expect({ kind: error.kind, effect, retryAfterMs, status, requests }).toEqual({
          kind: refusal.kind,
          effect: refusal.effect,
          retryAfterMs: refusal.retryAfterMs,
          status: refusal.status,
          requests: 1,
        });
      });

      it('says that nothing happened where nobody listens', async () => {
        const gone = await startFaultProxy(stage.network.url);
        await gone.close();
        const { error, shown } = await stage.tryStep(parts, index, { apiRoot: gone.url });
        expect({ kind: error.kind, effect: error.info.effect, shown }).toEqual({
          kind: 'network',
          effect: 'none',
          shown: 0,
        });
      });

      it('asks for nothing when it is stopped before it begins', async () => {
        const { error, requests } = await stage.tryStep(parts, index, { signal: AbortSignal.abort() });
        expect({ kind: error.kind, effect: error.info.effect, requests }).toEqual({
          kind: 'timeout',
          effect: 'none',
          requests: 0,
        });
      });

      it('ends at once, not knowing, when it is stopped while the network is silent', async () => {
        const stop = new AbortController();
        const fault: WireFault = { done: true, ending: 'silence' };
        const shownBefore = stage.network.posts().length + index;
        const attempt = stage.tryStep(parts, index, { fault, signal: stop.signal });
        await until('the network has done it', () => stage.network.posts().length > shownBefore);
        stop.abort();
        const { error } = await Promise.race([attempt, sleep(5_000).then(() => expect.fail('it went on'))]);
        expect({ kind: error.kind, effect: error.info.effect }).toEqual({ kind: 'timeout', effect: 'uncertain' });
      });
    });

    const withMedia = subject.publishes ? [] : steps.filter(({ parts, index }) => parts[index]?.media.length);
    describe.runIf(withMedia.length > 0).each(withMedia)('the file of $step', ({ parts, index }) => {
      it.each([
        {
          name: 'cannot be read',
          open: () =>
            new Readable({
              read() {
                this.destroy(new Error('gone'));
              },
            }),
        },
        { name: 'is shorter than it was', open: () => Readable.from([Buffer.from('short')]) },
        { name: 'is longer than it was', open: () => Readable.from([Buffer.alloc(50_000_000)]) },
      ])('publishes nothing when the file $name', async ({ open }) => {
        const { error, shown } = await stage.tryStep(parts, index, { open });
        expect({ kind: error.kind, effect: error.info.effect, shown }).toEqual({
          kind: 'bug',
          effect: 'none',
          shown: 0,
        });
      });
    });
  });

  // Nearly all of their time is waiting.
  describe.concurrent(`${name} as a publisher on a silent network`, () => {
    const rows = steps.flatMap((step) =>
      wireFaults(step)
        .filter(({ hasty }) => hasty)
        .map((row) => ({ ...row, of: step, step: step.step })),
    );
    it.each(rows)('$step, $name: $kind, effect $effect', async (row) => {
      await using stage = await openStage();
      expect(await suffer(stage, row.of, row)).toEqual(asSaid(row));
    });
  });
}

/** What a row says of an attempt. */
function asSaid({ fault, kind, effect, retryAfterMs }: WireFaultRow) {
  return { kind, effect, retryAfterMs, shown: fault.done ? 1 : 0, requests: 1 };
}

interface Step {
  readonly parts: readonly RenderedPart[];
  readonly index: number;
}

interface Attempt extends Pick<Leaving, 'signal' | 'open' | 'checkpoint'> {
  readonly fault: WireFault;
  readonly apiRoot: string;
  readonly timeoutMs: number;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
