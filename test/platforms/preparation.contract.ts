import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';
import { createHttp } from '../../src/platforms/http.js';
import type { Platform } from '../../src/platforms/platform.js';
import { collectingLog } from '../support/collecting-log.js';
import { startFaultProxy, type WireFault } from '../support/fault-proxy.js';
import { everythingIn } from '../support/platform-failure.js';
import { outgoingTo, partAt, PATIENT_MS, type Sample, type Subject } from './subject.js';
import { WIRE_FAULTS } from './wire-faults.js';

/** Long enough for every sample to arrive whole on a slow machine, some of them at once. */
const HASTY_MS = 1_200;
const CALLS_MAX = 20;

/** What an adapter that prepares must do: nothing is public before its end, and one broken request is never the end of it. */
export function preparationContract(
  name: string,
  subject: Subject,
  samples: readonly (Sample & { requests: number })[],
) {
  const steps = samples.flatMap((sample) =>
    Array.from({ length: sample.requests }, (_, at) => ({
      ...sample,
      at,
      step: `request ${at + 1} of ${sample.name}`,
    })),
  );

  /** A network of its own, and a way to it that can be broken. */
  async function openStage() {
    const network = await subject.startNetwork();
    const proxy = await startFaultProxy(network.url);
    const { log, lines } = collectingLog();
    const platformWith = (timeoutMs: number): Platform =>
      subject.platform({ apiRoot: proxy.url, http: createHttp({ log, maxAnswerBytes: 100_000 }), timeoutMs });

    /** As the runner does: what went wrong is kept apart, a spoilt checkpoint is dropped, and it goes on. */
    async function prepareThrough(sample: Sample, timeoutMs: number) {
      const platform = platformWith(timeoutMs);
      const part = partAt(platform.render(sample.content, subject.account, sample.options).parts, 0);
      const errors: PlatformError[] = [];
      let checkpoint: unknown = null;
      for (let calls = 0; calls < CALLS_MAX; calls++) {
        // It is kept as JSON between two calls.
        const kept: unknown = JSON.parse(JSON.stringify(checkpoint));
        const out = outgoingTo(subject, network, { key: 'key', part, checkpoint: kept });
        try {
          const now = await platform.publisher.prepare?.(out);
          if (!now) throw new Error('it does not prepare');
          ({ checkpoint } = now);
          if (now.ready) return { errors, platform, out: { ...out, checkpoint } };
        } catch (thrown) {
          const error = PlatformError.from(thrown);
          errors.push(error);
          if (error.info.restart) checkpoint = null;
        }
      }
      throw new Error('the preparation does not come to an end', { cause: errors.at(-1) });
    }

    async function suffer(sample: Sample & { at: number }, fault: WireFault, timeoutMs: number) {
      proxy.fail(fault, sample.at);
      const { errors, platform, out } = await prepareThrough(sample, timeoutMs);
      await proxy.settled();
      expect(network.posts()).toEqual([]);
      expect(errors.length).toBeLessThanOrEqual(1);
      const said = JSON.stringify(lines) + errors.map(everythingIn).join('\n');
      expect(subject.secrets.filter((secret) => said.includes(secret))).toEqual([]);
      const receipt = await platform.publisher.commit(out);
      expect(network.posts().map(({ id }) => id)).toEqual([receipt.remoteId]);
      return errors[0];
    }

    return {
      network,
      proxy,
      platformWith,
      prepareThrough,
      suffer,
      async [Symbol.asyncDispose]() {
        await proxy.close();
        await network.close();
      },
    };
  }

  describe(`the preparation of ${name}`, () => {
    let stage: Awaited<ReturnType<typeof openStage>>;
    beforeEach(async () => {
      stage = await openStage();
    });
    afterEach(() => stage[Symbol.asyncDispose]());

    it.each(samples)(
      'of $name takes $requests requests, and its last checkpoint is enough to publish',
      async (sample) => {
        const { errors, platform, out } = await stage.prepareThrough(sample, PATIENT_MS);
        expect(errors).toEqual([]);
        expect(stage.proxy.requests).toHaveLength(sample.requests);
        await platform.publisher.commit(out);
        expect(stage.network.posts()).toHaveLength(1);
      },
    );

    describe.each(steps)('$step', (step) => {
      it.each(WIRE_FAULTS.filter(({ hasty }) => !hasty))('goes on after $name', async ({ fault, kind }) => {
        const error = await stage.suffer(step, fault, PATIENT_MS);
        expect(error?.kind ?? kind).toBe(kind);
      });

      it.each(subject.refusals)('goes on when it was refused with $name', async ({ status, body, kind }) => {
        const headers = { 'content-type': 'application/json' };
        const ending = { status, headers, body: JSON.stringify(body) };
        const error = await stage.suffer(step, { done: false, ending }, PATIENT_MS);
        expect(error?.kind ?? kind).toBe(kind);
      });

      it('asks for nothing more when it is stopped', async () => {
        const platform = stage.platformWith(PATIENT_MS);
        const part = partAt(platform.render(step.content, subject.account, step.options).parts, 0);
        const signal = AbortSignal.abort();
        const work = platform.publisher.prepare?.(outgoingTo(subject, stage.network, { key: 'key', part, signal }));
        await expect(work).rejects.toMatchObject({ kind: 'timeout' });
        expect(stage.proxy.requests).toEqual([]);
      });
    });
  });

  // Nearly all of their time is waiting.
  describe.concurrent(`the preparation of ${name} on a silent network`, () => {
    const waits = WIRE_FAULTS.filter(({ hasty }) => hasty);
    it.each(steps.flatMap((step) => waits.map((row) => ({ ...row, sample: step, step: step.step }))))(
      'goes on with $step after $name',
      async ({ sample, fault, kind }) => {
        await using stage = await openStage();
        const error = await stage.suffer(sample, fault, HASTY_MS);
        expect(error?.kind ?? kind).toBe(kind);
      },
    );
  });
}
