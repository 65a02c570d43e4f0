import { createHash } from 'node:crypto';

/** What is kept of a code that opens something once. The codes are long and random, so that a plain hash tells nobody anything. */
export function codeHash(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
