import type { Log } from '../../src/ports.js';

/** Says nothing but what must not happen. */
export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, sentence) => console.error(sentence, fields),
  child: () => quietLog,
};
