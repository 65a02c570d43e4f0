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
  rings.resume();
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
    rings.resume();
    return rings.dropped() === 1;
  });
  expect(sent.toSorted()).toEqual(['a', 'b']);
  expect(doubts).toBe(3);
  expect(lines).toHaveLength(1);
});

it('gives nothing up while connections break, one after the other or slowly', async () => {
  const { log } = collectingLog();
  const sent: string[] = [];
  let failures = 0;
  const broken = () => async (): Promise<void> => {
    failures += 1;
    throw new Error('cut');
  };
  let send: (ring: Ring) => Promise<void> = broken();
  const rings = makeRings({ log, sender: () => send, doubted: () => undefined });
  rings.add('a', AT);
  for (let times = 1; times <= 10; times += 1) {
    await until('it failed', () => failures === times);
    send = broken();
    rings.resume();
  }
  await until('it failed', () => failures === 11);
  // Not known to be sound: nothing is tried.
  for (const id of ['b', 'c', 'd']) rings.add(id, AT);
  expect([failures, rings.waiting(), rings.dropped()]).toEqual([11, 4, 0]);
  send = async ({ id }) => void sent.push(id);
  rings.resume();
  await until('all are sent', () => sent.length === 4);
  expect(sent.toSorted()).toEqual(['a', 'b', 'c', 'd']);
});
