import { expect, test } from 'vitest';
import type { Log } from '../../src/ports.js';
import { watchTrouble } from '../../src/usecases/trouble.js';

const AWAY = new Error('connect ECONNREFUSED');
const FULL = new Error('the disk is full');

test('says once that something fails, anew where it fails in another way, and that it is over', () => {
  const said: string[] = [];
  const note = (level: string) => (fields: { err?: unknown; times?: unknown }, words: string) =>
    void said.push(`${level} ${words} ${fields.err instanceof Error ? fields.err.message : String(fields.times)}`);
  const log: Log = {
    debug: () => undefined,
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    child: () => log,
  };
  const trouble = watchTrouble(log, {}, { failed: 'Failed:', well: 'Well after' });
  trouble.well();
  for (const err of [AWAY, AWAY, AWAY, FULL, FULL]) trouble.failed(err);
  trouble.well();
  trouble.well();
  trouble.failed(AWAY);
  expect(said).toEqual([
    'warn Failed: connect ECONNREFUSED',
    'warn Failed: the disk is full',
    'info Well after 5',
    'warn Failed: connect ECONNREFUSED',
  ]);
});
