import { expect, it } from 'vitest';
import { makeRings, type Ring } from '../../jobs/rings.js';
import { until } from '../support/until.js';
import { collectingLog } from './alarm-parts.js';

const AT = new Date('2026-01-01T00:00:00Z');

it('keeps ten thousand rings for a store that is away, drops the rest, and says so once', async () => {
  const { log, lines } = collectingLog();
  const sent: string[] = [];
  let there = false;
  const send = async ({ id }: Ring): Promise<void> => void sent.push(id);
  const rings = makeRings({ log, sender: () => (there ? send : null), doubted: () => undefined });
  for (let index = 0; index < 10_005; index += 1) rings.add(`n${index}`, AT);
  expect([rings.waiting(), rings.dropped()]).toEqual([10_000, 5]);
  expect(lines).toHaveLength(1);
  there = true;
  rings.flush();
  await until('all are sent', () => rings.waiting() === 0);
  await rings.settle(5_000);
  expect(sent).toHaveLength(10_000);
  expect([sent[0], sent.at(-1)]).toEqual(['n0', 'n9999']);
});

it('gives a ring up after three tries and sends the others', async () => {
  const { log, lines } = collectingLog();
  const sent: string[] = [];
  let doubts = 0;
  const send = async ({ id }: Ring): Promise<void> => {
    if (id === 'bad') throw new Error('refused');
    sent.push(id);
  };
  const rings = makeRings({ log, sender: () => send, doubted: () => (doubts += 1) });
  for (const id of ['a', 'bad', 'b']) rings.add(id, AT);
  await until('it is given up', () => {
    rings.flush();
    return rings.dropped() === 1;
  });
  expect(sent.toSorted()).toEqual(['a', 'b']);
  expect(doubts).toBe(3);
  expect(lines).toHaveLength(1);
});
