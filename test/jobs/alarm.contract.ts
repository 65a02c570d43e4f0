import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgendaStore } from '../support/agenda-stores.js';
import { until } from '../support/until.js';
import { startChild } from './alarm-child.js';
import { fromNow, openDesk } from './alarm-parts.js';
import { recurringContract } from './alarm-recurring.contract.js';

const MINUTE_MS = 60_000;

/** What the desk expects of its alarm clock, on whatever store. */
export function alarmContract(start: () => Promise<AgendaStore>, notifies: boolean): void {
  let store: AgendaStore;
  let made = 0;
  const newDatabase = (): string => `alarm_${(made += 1)}`;

  beforeAll(async () => {
    store = await start();
  });
  afterAll(() => store.close());

  describe('rings', () => {
    it('what is due later at its time, and what is past at once', async () => {
      await using desk = openDesk({ store: store.address(newDatabase()) });
      await desk.isUp();
      const due = fromNow(1_500);
      desk.alarm.ring('later', due);
      desk.alarm.ring('past', fromNow(-5 * MINUTE_MS));
      await desk.called('past', 'later');
      expect(desk.calls.map(({ id }) => id)).toEqual(['past', 'later']);
      expect(desk.calls[1]?.at.getTime()).toBeGreaterThanOrEqual(due.getTime());
    });

    it('in the order of their times what waited for a worker', async () => {
      const database = newDatabase();
      {
        await using ringing = openDesk({ store: store.address(database), work: false });
        for (const minutes of [3, 1, 2]) ringing.alarm.ring(`${minutes} ago`, fromNow(-minutes * MINUTE_MS));
        await ringing.isUp();
        await until('all are stored', () => ringing.alarm.state().waiting === 0);
        const look = await ringing.alarm.look();
        expect(look).toMatchObject({ rings: 3 });
        expect(fromNow(-3 * MINUTE_MS).getTime() - (look?.oldestDueAt?.getTime() ?? 0)).toBeLessThan(MINUTE_MS);
      }
      await using desk = openDesk({ store: store.address(database), job: { concurrency: 1 } });
      await desk.called('1 ago', '2 ago', '3 ago');
      expect(desk.calls.map(({ id }) => id)).toEqual(['3 ago', '2 ago', '1 ago']);
    });

    it('twice what was rung twice, also after the first is done', async () => {
      await using desk = openDesk({ store: store.address(newDatabase()) });
      desk.alarm.ring('a', fromNow(-1));
      desk.alarm.ring('a', fromNow(-1));
      await until('called twice', () => desk.calls.length === 2);
      desk.alarm.ring('a', fromNow(0));
      await until('called a third time', () => desk.calls.length === 3);
      expect(desk.calls.map(({ id }) => id)).toEqual(['a', 'a', 'a']);
    });

    it('what is rung by a job', async () => {
      await using desk = openDesk({
        store: store.address(newDatabase()),
        deliver: (id) => {
          if (id === 'first') desk.alarm.ring('second', fromNow(0));
        },
      });
      desk.alarm.ring('first', fromNow(0));
      await desk.called('first', 'second');
      expect(desk.calls).toHaveLength(2);
    });

    it('more than it may hold at once, without waiting for its next look', async () => {
      const database = newDatabase();
      const ids = Array.from({ length: 100 }, (_, index) => `n${index}`);
      {
        await using ringing = openDesk({ store: store.address(database), work: false });
        for (const id of ids) ringing.alarm.ring(id, fromNow(-1));
        await ringing.isUp();
      }
      await using desk = openDesk({ store: store.address(database), pace: { processEveryMs: MINUTE_MS } });
      await desk.called(...ids);
      expect(desk.calls).toHaveLength(100);
    });

    it('in a working process what another process rang', async () => {
      const database = newDatabase();
      // Where the store can send a notice, nothing but the notice can be in time here.
      const pace = { processEveryMs: notifies ? MINUTE_MS : 200 };
      await using desk = openDesk({ store: store.address(database), pace });
      await desk.isUp();
      await using ringing = startChild({ store: store.address(database), work: false });
      await until('the other process is up', () => ringing.isUp());
      ringing.ring(['from afar'], fromNow(0));
      await desk.called('from afar');
      expect(ringing.calls).toEqual([]);
    });

    it('the others when the store refuses one', async () => {
      await using desk = openDesk({ store: store.address(newDatabase()) });
      desk.alarm.ring('no text for PostgreSQL: \u0000', fromNow(0));
      desk.alarm.ring('a', fromNow(0));
      await desk.called('a');
      desk.alarm.ring('b', fromNow(0));
      await desk.called('b');
      await until('nothing is left over', () => desk.alarm.state().waiting === 0);
      expect(desk.alarm.state().up).toBe(true);
    });

    it('not what has no time', async () => {
      const database = newDatabase();
      await using desk = openDesk({ store: store.address(database) });
      await desk.isUp();
      desk.alarm.ring('never', new Date(Number.NaN));
      desk.alarm.ring('now', fromNow(0));
      await desk.called('now');
      await until('the store is empty', async () => (await store.rows(database)).length === 0);
      expect(desk.calls).toHaveLength(1);
      expect(desk.lines.filter((line) => line.startsWith('error'))).toHaveLength(1);
    });
  });

  describe('a job', () => {
    it.each([
      ['with a payload of the wrong type', { id: 5 }],
      ['with more than an id', { id: 'a', text: 'secret words' }],
      ['without a payload', null],
    ])('%s is logged, not run, not kept', async (_, payload) => {
      const database = newDatabase();
      await using desk = openDesk({ store: store.address(database) });
      await desk.isUp();
      await store.add(database, 'deliver', payload, fromNow(-1));
      await until('the row is gone', async () => (await store.rows(database)).length === 0);
      expect(desk.calls).toEqual([]);
      const errors = desk.lines.filter((line) => line.startsWith('error'));
      expect(errors).toHaveLength(1);
      expect(errors[0]).toContain('payload refused');
      expect(errors[0]).not.toContain('secret words');
    });

    it('of a name that nobody knows is left alone', async () => {
      const database = newDatabase();
      await using desk = openDesk({ store: store.address(database) });
      await desk.isUp();
      await store.add(database, 'of a newer version', { id: 'a' }, fromNow(-1));
      desk.alarm.ring('b', fromNow(0));
      await desk.called('b');
      await until('only that row is left', async () => (await store.rows(database)).length === 1);
      expect(await store.rows(database)).toEqual([{ name: 'of a newer version', locked: false }]);
    });

    it('that fails is logged, not retried, not kept', async () => {
      const database = newDatabase();
      await using desk = openDesk({
        store: store.address(database),
        deliver: (id) => {
          throw new Error(`no ${id}`);
        },
      });
      desk.alarm.ring('a', fromNow(0));
      await desk.called('a');
      await until('the row is gone', async () => (await store.rows(database)).length === 0);
      await sleep(600);
      expect(desk.calls).toHaveLength(1);
      expect(desk.lines.filter((line) => line.includes('no a'))).toHaveLength(1);
    });

    it('longer than its lock is not run beside itself', async () => {
      const database = newDatabase();
      await using desk = openDesk({
        store: store.address(database),
        job: { lockLifetimeMs: 600 },
        deliver: () => sleep(2_000),
      });
      await using other = openDesk({ store: store.address(database), job: { lockLifetimeMs: 600 } });
      await other.isUp();
      desk.alarm.ring('long', fromNow(0));
      await until('called', () => desk.calls.length + other.calls.length === 1);
      await sleep(2_200);
      expect(desk.calls.length + other.calls.length).toBe(1);
    });

    it('whose process was killed is rung again by another', async () => {
      const database = newDatabase();
      await using doomed = startChild({ store: store.address(database), workMs: MINUTE_MS, lockLifetimeMs: 1_000 });
      doomed.ring(['a'], fromNow(0));
      await doomed.called('a');
      await doomed.kill();
      await using desk = openDesk({ store: store.address(database), job: { lockLifetimeMs: 1_000 } });
      await desk.called('a');
      await until('the row is gone', async () => (await store.rows(database)).length === 0);
      expect(desk.calls).toHaveLength(1);
    });
  });

  recurringContract(() => store, newDatabase);

  describe('drained', () => {
    it('gives back what it had locked ahead of its time', async () => {
      const database = newDatabase();
      const due = fromNow(3_000);
      {
        await using desk = openDesk({ store: store.address(database), pace: { processEveryMs: 5_000 } });
        await desk.isUp();
        desk.alarm.ring('soon', due);
        await until('it is locked', async () => (await store.rows(database)).some(({ locked }) => locked));
      }
      expect(await store.rows(database)).toEqual([{ name: 'deliver', locked: false }]);
      await using next = openDesk({ store: store.address(database) });
      await next.called('soon');
      expect(next.calls[0]?.at.getTime()).toBeGreaterThanOrEqual(due.getTime());
    });

    it('waits for what runs, begins nothing more and leaves no trace of what is done', async () => {
      const database = newDatabase();
      let finished = 0;
      const desk = openDesk({
        store: store.address(database),
        job: { concurrency: 1, lockLimit: 4 },
        deliver: async () => {
          await sleep(500);
          finished += 1;
        },
      });
      for (const id of ['a', 'b', 'c']) desk.alarm.ring(id, fromNow(-1));
      await until('one runs', () => desk.calls.length === 1);
      await desk.alarm.drain(5_000);
      expect(finished).toBe(1);
      expect(desk.calls).toHaveLength(1);
      expect(await store.rows(database)).toEqual([
        { name: 'deliver', locked: false },
        { name: 'deliver', locked: false },
      ]);
    });

    it('does not wait for ever for what runs', async () => {
      const desk = openDesk({ store: store.address(newDatabase()), deliver: () => sleep(3_000) });
      desk.alarm.ring('stuck', fromNow(0));
      await desk.called('stuck');
      await desk.alarm.drain(300);
      expect(desk.alarm.state().up).toBe(false);
    });

    it('sends what was rung just before', async () => {
      const database = newDatabase();
      {
        await using desk = openDesk({ store: store.address(database), work: false });
        await desk.isUp();
        for (let index = 0; index < 50; index += 1) desk.alarm.ring(`n${index}`, fromNow(MINUTE_MS));
      }
      expect(await store.rows(database)).toHaveLength(50);
    });

    it('lets its process end', async () => {
      await using child = startChild({ store: store.address(newDatabase()), lockLifetimeMs: 2_000 });
      child.ring(['a'], fromNow(0));
      await child.called('a');
      await child.drain(2_000, 5_000);
      expect(child.faults).toEqual([]);
    });
  });
}
