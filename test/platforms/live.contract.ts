import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content, RenderedPart } from '../../src/domain/content.js';
import type { Receipt } from '../../src/domain/delivery.js';
import { createHttp } from '../../src/platforms/http.js';
import type { Outgoing, Platform } from '../../src/platforms/platform.js';
import { collectingLog } from '../support/collecting-log.js';
import { type FaultProxy, startFaultProxy, type WireFault } from '../support/fault-proxy.js';
import { everythingIn, failureOf } from '../support/platform-failure.js';
import { type FakeNetwork, outgoingTo, partAt, PATIENT_MS, type Subject } from './subject.js';
import { wireFaults } from './wire-faults.js';

const HASTY_MS = 800;

/** A live post of one part, and what it shall become. */
export interface Change {
  readonly name: string;
  readonly before: Content;
  readonly after: Content;
  /** Its requests are like those of another change, whose faults stand for its own. */
  readonly brief?: boolean;
}

interface Live {
  readonly part: RenderedPart;
  readonly receipt: Receipt;
}

type Act = (platform: Platform, live: Live, out: (part: RenderedPart) => Outgoing<unknown>) => Promise<void>;

const remove: Act = async ({ publisher }, { part, receipt }, out) => {
  await publisher.remove?.(out(part), receipt);
};

const asShown = ({ text, entities, media }: RenderedPart) => ({
  text,
  entities,
  media: media.map(({ hash }) => hash),
});

/** What an adapter must do that changes or removes what is live: whatever breaks, it may be asked again, and then it is done. */
export function liveContract(name: string, subject: Subject, changes: readonly Change[]): void {
  describe(`${name}, of what is live`, () => {
    let network: FakeNetwork;
    let proxy: FaultProxy;
    const { log, lines } = collectingLog();
    beforeEach(async () => {
      network = await subject.startNetwork();
      proxy = await startFaultProxy(network.url);
      lines.length = 0;
    });
    afterEach(async () => {
      await proxy.close();
      await network.close();
    });

    const platformWith = (timeoutMs: number): Platform =>
      subject.platform({ apiRoot: proxy.url, http: createHttp({ log, maxAnswerBytes: 100_000 }), timeoutMs });

    const onlyPart = (content: Content): RenderedPart => {
      const { parts } = platformWith(PATIENT_MS).render(content, subject.account);
      expect(parts).toHaveLength(1);
      return partAt(parts, 0);
    };

    async function publish(content: Content): Promise<Live> {
      const part = onlyPart(content);
      const out = outgoingTo(subject, network, { key: 'key', part });
      return { part, receipt: await platformWith(PATIENT_MS).publisher.commit(out) };
    }

    const edit =
      (after: Content): Act =>
      async ({ publisher }, { receipt }, out) => {
        await publisher.edit?.(out(onlyPart(after)), receipt);
      };
    const act = (live: Live, what: Act, timeoutMs = PATIENT_MS): Promise<void> =>
      what(platformWith(timeoutMs), live, (part) =>
        outgoingTo(subject, network, { key: 'key', part, live: live.part }),
      );

    /** What the world shows, in the terms of a part. */
    const shown = () => network.posts().map(({ text, entities, media }) => ({ text, entities, media }));
    async function suffer(live: Live, what: Act, fault: WireFault, timeoutMs: number) {
      proxy.fail(fault);
      const error = await failureOf(act(live, what, timeoutMs));
      await proxy.settled();
      proxy.fail(null);
      const said = JSON.stringify(lines) + everythingIn(error);
      expect(subject.secrets.filter((secret) => said.includes(secret))).toEqual([]);
      return error;
    }

    describe.each(changes)('$name', ({ before, after }) => {
      it('becomes what it shall be, under the same address, and stays so when it is asked again', async () => {
        const live = await publish(before);
        const ids = network.posts().map(({ id }) => id);
        for (let times = 0; times < 2; times++) {
          await act(live, edit(after));
          expect(shown()).toEqual([asShown(onlyPart(after))]);
          expect(network.posts().map(({ id }) => id)).toEqual(ids);
        }
      });
    });

    describe.each(changes.filter(({ brief }) => !brief))('$name', ({ before, after }) => {
      it.each(wireFaults({ brief: true }))('is mended by asking again after $name', async ({ fault, kind, hasty }) => {
        const live = await publish(before);
        const error = await suffer(live, edit(after), fault, hasty ? HASTY_MS : PATIENT_MS);
        expect(error.kind).toBe(kind);
        await act(live, edit(after));
        expect(shown()).toEqual([asShown(onlyPart(after))]);
      });

      it.each(subject.refusals)('stays as it is when it is refused with $name', async ({ status, body, kind }) => {
        const live = await publish(before);
        const headers = { 'content-type': 'application/json' };
        const ending = { status, headers, body: JSON.stringify(body) };
        const error = await suffer(live, edit(after), { done: false, ending }, PATIENT_MS);
        expect(error.kind).toBe(kind);
        expect(shown()).toEqual([asShown(live.part)]);
      });
    });

    describe('removing', () => {
      const content = changes.at(-1)?.before ?? { text: '', entities: [], media: [] };
      it('takes all of it away, and what is gone already is gone', async () => {
        const other = await publish(content);
        const live = await publish(content);
        for (let times = 0; times < 2; times++) {
          await act(live, remove);
          expect(network.posts().map(({ id }) => id)).toEqual([other.receipt.remoteId]);
        }
      });

      it.each(wireFaults({ brief: true }))('is mended by asking again after $name', async ({ fault, kind, hasty }) => {
        const live = await publish(content);
        const error = await suffer(live, remove, fault, hasty ? HASTY_MS : PATIENT_MS);
        expect(error.kind).toBe(kind);
        await act(live, remove);
        expect(shown()).toEqual([]);
      });

      it.each(subject.refusals)('changes nothing when it is refused with $name', async ({ status, body, kind }) => {
        const live = await publish(content);
        const headers = { 'content-type': 'application/json' };
        const ending = { status, headers, body: JSON.stringify(body) };
        const error = await suffer(live, remove, { done: false, ending }, PATIENT_MS);
        expect(error.kind).toBe(kind);
        expect(shown()).toHaveLength(1);
      });
    });
  });
}
