import { z } from 'zod';
import { PlatformError } from '../domain/failure.js';
import type { SendRequest } from '../domain/pace.js';
import type { Outgoing, Prepared, Publisher } from '../platforms/platform.js';
import type { Clock, SendPace } from '../ports.js';

export interface Pacing {
  readonly pace: SendPace;
  readonly clock: Clock;
  /** A chat got another id: all that we know of it follows. */
  readonly follow: (from: string, to: string) => Promise<void>;
}

/** What is kept of a preparation: the publisher's own, and whether it was told to come now. */
const kept = z.object({ own: z.unknown(), promised: z.boolean() }).catch({ own: null, promised: false });

/** Shorter waits are waited out by the worker: giving the row back would show on its card. */
const PART_PATIENCE_MS = 1_500;
const NOTICE_PATIENCE_MS = 250;

/** A publication by the bot takes its place among all that the bot sends, before the mark. */
export function pacedPart({ pace, clock, follow }: Pacing, counts: SendRequest, publisher: Publisher): Publisher {
  async function place(promised: boolean): Promise<Prepared<boolean>> {
    const enoughAt = clock.now().getTime() + PART_PATIENCE_MS;
    for (let told = promised; ; told = true) {
      const at = (await pace.take(counts, told)).getTime();
      const waitMs = at - clock.now().getTime();
      if (waitMs <= 0) return { ready: true, checkpoint: true };
      if (at > enoughAt) return { ready: false, checkpoint: true, resumeInMs: waitMs };
      await clock.sleep(waitMs);
    }
  }
  return {
    ...publisher,
    async prepare(out) {
      const { own: before, promised } = kept.parse(out.checkpoint);
      const own = (await publisher.prepare?.({ ...out, checkpoint: before })) ?? NOTHING_TO_PREPARE;
      if (!own.ready) return { ...own, checkpoint: { own: own.checkpoint, promised } };
      const placed = await place(promised);
      return { ...placed, checkpoint: { own: own.checkpoint, promised: placed.checkpoint } };
    },
    async commit(out) {
      try {
        return await publisher.commit({ ...out, checkpoint: kept.parse(out.checkpoint).own });
      } catch (thrown) {
        throw await heeded(thrown);
      }
    },
  };

  /** Nothing was sent, so after a move it only has to go to the new address. */
  async function heeded(thrown: unknown): Promise<unknown> {
    if (!(thrown instanceof PlatformError)) return thrown;
    const { kind, message, info } = thrown;
    if (info.movedTo !== undefined) {
      await follow(counts.chatId, info.movedTo);
      return new PlatformError('not_ready', message, { ...info, retryAfterMs: 0 });
    }
    if (kind === 'rate_limit' && info.retryAfterMs !== undefined) {
      await pace.shut(counts.chatId, new Date(clock.now().getTime() + info.retryAfterMs));
    }
    return thrown;
  }
}

const NOTHING_TO_PREPARE: Prepared<unknown> = { ready: true, checkpoint: null };

/** A notice whose chat is not free waits in its row, where it covers what changes until then. */
export function pacedNotice(
  { pace, clock }: Pacing,
  requestOf: () => Promise<SendRequest | null>,
  publisher: Publisher,
): Publisher {
  return {
    ...publisher,
    async prepare({ checkpoint }: Outgoing<unknown>) {
      const { promised } = kept.parse(checkpoint);
      const request = promised ? null : await requestOf();
      const waitMs = request ? (await pace.promise(request)).getTime() - clock.now().getTime() : 0;
      const after = { own: null, promised: true };
      if (waitMs <= NOTICE_PATIENCE_MS) return { ready: true, checkpoint: after };
      return { ready: false, checkpoint: after, resumeInMs: waitMs };
    },
  };
}
