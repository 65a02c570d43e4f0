import type { Log } from '../ports.js';

export interface Trouble {
  failed(err: unknown): void;
  well(): void;
}

/**
 * Says when something begins to fail, when it fails in another way, and when it goes well again. The times in between are for whoever
 * debugs: a store that is away for an hour would else fill the log with one sentence.
 */
export function watchTrouble(
  log: Log,
  facts: Readonly<Record<string, string>>,
  words: { readonly failed: string; readonly well: string },
): Trouble {
  let times = 0;
  let last = '';
  return {
    failed(err) {
      const said = err instanceof Error ? err.message : String(err);
      log[said === last ? 'debug' : 'warn']({ ...facts, err }, words.failed);
      times += 1;
      last = said;
    },
    well() {
      if (times > 0) log.info({ ...facts, times }, words.well);
      times = 0;
      last = '';
    },
  };
}
