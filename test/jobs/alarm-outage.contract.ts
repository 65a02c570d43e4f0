import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AgendaStore } from '../support/agenda-stores.js';
import { until } from '../support/until.js';
import { type AlarmChild, startChild } from './alarm-child.js';
import { fromNow, openDesk } from './alarm-parts.js';

/** How long the store is gone; 30000 is the long form. */
const GONE_MS = Number(process.env['ALARM_GONE_MS'] ?? 3_000);
const WAIT_MS = GONE_MS + 30_000;

/** What the alarm clock survives. One process goes through all of it, one thing after the other. */
export function outageContract(start: () => Promise<AgendaStore>): void {
  const database = 'alarm_outage';
  let store: AgendaStore;
  let child: AlarmChild;
  let rung = 0;
  const newIds = (count = 1): string[] => Array.from({ length: count }, () => `d${(rung += 1)}`);
  const isUp = (): Promise<void> => until('the store is there', () => child.isUp(), WAIT_MS);
  const isAway = (): Promise<void> => until('it is noticed', async () => !(await child.isUp()), WAIT_MS);
  beforeAll(async () => {
    store = await start();
    await store.network.cut();
    child = startChild({ store: store.address(database) });
  });
  afterAll(async () => {
    await child.kill();
    await store.close();
  });
  beforeEach(async ({ task }) => {
    if (!task.name.startsWith('absent')) await isUp();
  });
  afterEach(async () => {
    // The same process, unhurt, and at work.
    const [id = ''] = newIds();
    child.ring([id], fromNow(0));
    await child.called(id);
    expect(child.faults).toEqual([]);
    expect(child.alive()).toBe(true);
  });

  it('absent at the start: it waits, and rings when the store appears', { timeout: WAIT_MS }, async () => {
    const ids = newIds(3);
    child.ring(ids, fromNow(0));
    await until('it is reported', () => child.logs.some((line) => line.includes('the alarm store is away')));
    await sleep(500);
    expect(await child.isUp()).toBe(false);
    expect(child.calls).toEqual([]);
    await store.network.restore();
    await child.called(...ids);
  });

  it(`gone for ${GONE_MS} ms, at work and idle: it catches up`, { timeout: WAIT_MS * 2 }, async () => {
    const [before, soon, later] = [newIds(40), newIds(5), newIds(2)];
    child.ring(soon, fromNow(1_000));
    child.ring(later, fromNow(GONE_MS + 1_000));
    child.ring(before, fromNow(0));
    await until('it is at work', () => before.some((id) => child.calls.includes(id)));
    await store.network.cut();
    await isAway();
    const during = newIds(20);
    child.ring(during, fromNow(0));
    await sleep(GONE_MS);
    await store.network.restore();
    await child.called(...before, ...soon, ...later, ...during);
    expect(child.faults).toEqual([]);
  });

  it('silent, with its connections open: it notices and catches up', { timeout: WAIT_MS }, async () => {
    store.network.freeze();
    const ids = newIds(5);
    child.ring(ids, fromNow(0));
    await isAway();
    await store.network.restore();
    await child.called(...ids);
    expect(child.faults).toEqual([]);
  });

  it('its database dropped, then its table: they are made again', { timeout: WAIT_MS }, async () => {
    child.ring(newIds(3), fromNow(60_000));
    await store.dropDatabase(database);
    const first = newIds(5);
    child.ring(first, fromNow(0));
    await child.called(...first);
    await store.dropTable(database);
    const second = newIds(5);
    child.ring(second, fromNow(0));
    await child.called(...second);
    expect(child.faults).toEqual([]);
  });

  it('its index dropped: it is made again', { timeout: WAIT_MS }, async () => {
    await store.dropIndex(database);
    await until('the index is there', () => store.hasIndex(database));
    expect(await store.hasIndex(database)).toBe(true);
  });

  it('restarted, with work under way: it catches up', { timeout: WAIT_MS }, async ({ skip }) => {
    if (store.restart === null) return skip('the server is not ours to restart');
    const [ahead, now] = [newIds(5), newIds(40)];
    child.ring(ahead, fromNow(1_500));
    child.ring(now, fromNow(0));
    await store.restart();
    await child.called(...ahead, ...now);
    expect(child.faults).toEqual([]);
  });

  it('restarted many times in a row', { timeout: WAIT_MS }, async () => {
    const ids: string[] = [];
    for (let times = 0; times < 10; times += 1) {
      const [id = ''] = newIds();
      ids.push(id);
      child.ring([id], fromNow(0));
      await store.network.cut();
      await sleep(times * 20);
      await store.network.restore();
      await sleep(times * 20);
    }
    await child.called(...ids);
    expect(child.faults).toEqual([]);
  });

  it(
    'gone while rows are locked ahead of their time: they do not wait for their lock to end',
    { timeout: WAIT_MS },
    async () => {
      // Locked for 30 s, which is longer than the test waits.
      await using desk = openDesk({ store: store.address('alarm_ahead'), pace: { processEveryMs: 5_000 } });
      await desk.isUp();
      desk.alarm.ring('ahead', fromNow(2_500));
      await until('it is locked', async () => (await store.rows('alarm_ahead')).some(({ locked }) => locked));
      await store.network.cut();
      await until('it is noticed', () => !desk.alarm.state().up);
      await store.network.restore();
      await desk.called('ahead');
      expect(desk.calls).toHaveLength(1);
    },
  );

  it('gone while a process drains: what runs is waited for, the store is not', { timeout: WAIT_MS }, async () => {
    let finished = 0;
    const desk = openDesk({
      store: store.address('alarm_drained'),
      deliver: async () => {
        await sleep(700);
        finished += 1;
      },
    });
    desk.alarm.ring('a', fromNow(0));
    await desk.called('a');
    store.network.freeze();
    await desk.alarm.drain(2_000);
    expect(finished).toBe(1);
    expect(desk.alarm.state().up).toBe(false);
    await store.network.restore();
  });

  it('empty, with many connecting to it at once: its tables are made once', { timeout: WAIT_MS }, async () => {
    const desks = Array.from({ length: 8 }, () => openDesk({ store: store.address('alarm_rush') }));
    await Promise.all(desks.map((desk) => desk.isUp()));
    await Promise.all(desks.map((desk) => desk.alarm.drain(2_000)));
    expect(desks.flatMap(({ lines }) => lines.filter((line) => line.startsWith('warn')))).toEqual([]);
  });

  it('empty, with three processes starting on it at once', { timeout: WAIT_MS }, async () => {
    const address = store.address('alarm_crowd');
    const crowd = [1, 2, 3].map(() => startChild({ store: address }));
    try {
      await until(
        'all are up',
        async () => (await Promise.all(crowd.map((one) => one.isUp()))).every(Boolean),
        WAIT_MS,
      );
      for (const [index, one] of crowd.entries()) one.ring([`from ${index}`], fromNow(0));
      const everybodys = (): readonly string[] => crowd.flatMap(({ calls }) => calls);
      await until('all was called', () => everybodys().length === 3);
      expect(everybodys().toSorted()).toEqual(['from 0', 'from 1', 'from 2']);
      expect(crowd.flatMap(({ faults }) => faults)).toEqual([]);
      expect(crowd.flatMap(({ logs }) => logs.filter((line) => !line.startsWith('info')))).toEqual([]);
    } finally {
      await Promise.all(crowd.map((one) => one.kill()));
    }
  });
}
