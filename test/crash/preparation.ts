import { z } from 'zod';
import type { Http } from '../../src/platforms/http.js';
import type { Publisher } from '../../src/platforms/platform.js';

export const PREPARATION = 'Preparation';
const kept = z.object({ steps: z.number() });

/** Telegram's publisher as a network with uploads would have it: asked twice before it is ready, each step kept in the checkpoint. */
export function withPreparation(publisher: Publisher, http: Http, url: string): Publisher {
  return {
    async prepare({ checkpoint, signal }) {
      const before = kept.safeParse(checkpoint).data?.steps ?? 0;
      await http.request({ name: PREPARATION, method: 'GET', url, timeoutMs: 10_000, signal });
      const now = { steps: before + 1 };
      return before > 0 ? { ready: true, checkpoint: now } : { ready: false, checkpoint: now, resumeInMs: 0 };
    },
    commit: (out) => publisher.commit(out),
  };
}
