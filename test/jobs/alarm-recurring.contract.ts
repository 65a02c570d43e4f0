import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/define.js';
import type { AgendaStore } from '../support/agenda-stores.js';
import { until } from '../support/until.js';
import { fromNow, openDesk } from './alarm-parts.js';

const MINUTE_MS = 60_000;

const nightly = (everyMs: number, run: () => void): Job =>
  defineJob({
    name: 'tidy',
    data: z.strictObject({}),
    run: async () => run(),
    concurrency: 1,
    lockLimit: 1,
    lockLifetimeMs: 1_000,
    everyMs,
  });

export function recurringContract(getStore: () => AgendaStore, newDatabase: () => string): void {
  describe('a recurring job', () => {
    it('comes again and again, and a restart does not bring it forward', async () => {
      const database = newDatabase();
      let runs = 0;
      {
        await using _desk = openDesk({
          store: getStore().address(database),
          more: [nightly(300, () => void (runs += 1))],
        });
        await until('it ran three times', () => runs >= 3);
      }
      runs = 0;
      {
        await using desk = openDesk({
          store: getStore().address(database),
          more: [nightly(MINUTE_MS, () => void (runs += 1))],
        });
        await until('it ran once more', () => runs === 1);
        await until('it is over', async () => (await getStore().rows(database)).every(({ locked }) => !locked));
        const { recurring } = (await desk.alarm.look()) ?? {};
        expect(recurring).toEqual([{ name: 'tidy', nextAt: expect.any(Date), lastAt: expect.any(Date) }]);
      }
      await using desk = openDesk({
        store: getStore().address(database),
        more: [nightly(MINUTE_MS, () => void (runs += 1))],
      });
      desk.alarm.ring('a', fromNow(600));
      await desk.called('a');
      expect(runs).toBe(1);
    });

    it('is there once however many start at the same time, and again after its table was dropped', async () => {
      const database = newDatabase();
      const job = nightly(MINUTE_MS, () => undefined);
      await using one = openDesk({ store: getStore().address(database), more: [job] });
      await using two = openDesk({ store: getStore().address(database), more: [job] });
      await using three = openDesk({ store: getStore().address(database), more: [job] });
      await Promise.all([one.isUp(), two.isUp(), three.isUp()]);
      await until('there is one', async () => (await getStore().rows(database)).length === 1);
      await getStore().dropTable(database);
      await until('it is back', async () => {
        const rows = await getStore()
          .rows(database)
          .catch(() => []);
        return rows.length === 1;
      });
      await sleep(600);
      expect(await getStore().rows(database)).toHaveLength(1);
    });
  });
}
