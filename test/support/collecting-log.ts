import { inspect } from 'node:util';
import type { Log } from '../../src/ports.js';

/** A log whose lines a test can look through. */
export function collectingLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const note = (fields: object, sentence: string): void => {
    lines.push(`${sentence} ${inspect(fields, { depth: 10 })}`);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note, child: () => log };
  return { log, lines };
}
