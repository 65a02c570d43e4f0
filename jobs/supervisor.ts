import { setTimeout as sleep } from 'node:timers/promises';
import type { JobId } from 'agenda';
import { sentenceOf } from './sentence.js';
import type { Session } from './session.js';
import { makeBell, within } from './timing.js';

/** How often things are looked at; milliseconds. */
export interface Pace {
  /** Agenda's look for rows that are due soon; it times those itself. */
  readonly processEveryMs: number;
  readonly probeEveryMs: number;
  readonly probeTimeoutMs: number;
  /** Between two attempts to connect: from, doubling, up to. */
  readonly retryFromMs: number;
  readonly retryToMs: number;
}

export interface SupervisorEvents {
  up(): void;
  down(reason: string): void;
  /** Some call failed; a probe follows. */
  doubted(reason: string): void;
  /** The store answered a probe. */
  sound(): void;
}

export interface Supervisor {
  session(): Session | null;
  /** Something failed: look now and not at the next probe. */
  doubted(error: unknown): void;
  /** No further attempts; hands over the session, if one is open, to be closed. What an attempt under way opens, it closes. */
  stop(): Session | null;
  /** Resolves when, after `stop`, nothing is under way any more. */
  readonly over: Promise<void>;
}

/** Keeps one session open: connects in the background, probes, and after a loss throws the whole session away for a new one. */
export function supervise(
  pace: Pace,
  events: SupervisorEvents,
  open: (leftover: readonly JobId[], doubted: (error: unknown) => void) => Promise<Session>,
): Supervisor {
  const stopping = new AbortController();
  const bell = makeBell();
  const doubted = (error: unknown): void => {
    events.doubted(sentenceOf(error));
    bell.ring();
  };
  let current: Session | null = null;
  let leftover: readonly JobId[] = [];

  /** Until the store is lost or we stop; the reason of the loss, or nothing. */
  const watch = async (session: Session): Promise<string | null> => {
    for (;;) {
      await bell.wait(pace.probeEveryMs);
      if (stopping.signal.aborted) return null;
      try {
        await within(session.probe(), pace.probeTimeoutMs, 'a look at the alarm store');
        events.sound();
      } catch (error) {
        return stopping.signal.aborted ? null : sentenceOf(error);
      }
    }
  };

  const live = async (): Promise<void> => {
    let session: Session;
    try {
      session = await open(leftover, doubted);
    } catch (error) {
      return events.down(sentenceOf(error));
    }
    leftover = [];
    if (stopping.signal.aborted) {
      session.shut();
      return session.close();
    }
    current = session;
    events.up();
    const reason = await watch(session);
    if (reason === null) return;
    current = null;
    leftover = session.abandon();
    events.down(reason);
  };

  const run = async (): Promise<void> => {
    let pauseMs = pace.retryFromMs;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await live();
      const lasted = performance.now() - began > pace.retryToMs + pace.probeEveryMs;
      pauseMs = lasted ? pace.retryFromMs : Math.min(pauseMs * 2, pace.retryToMs);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const over = run();

  return {
    session: () => current,
    doubted,
    stop: () => {
      stopping.abort();
      bell.ring();
      return current;
    },
    over,
  };
}
