import { describe, expect, it } from 'vitest';
import { startMongoStore, startPostgresStore } from '../support/agenda-stores.js';
import { until } from '../support/until.js';
import { openDesk } from './alarm-parts.js';
import { alarmContract } from './alarm.contract.js';

// Each test has a database of its own and mostly waits: side by side they take a third of the time.
describe.concurrent('the alarm clock on PostgreSQL', () => {
  alarmContract(startPostgresStore, true);
});
describe.concurrent('the alarm clock on MongoDB', () => {
  alarmContract(async () => {
    const store = await startMongoStore();
    console.log(`MongoDB in this run: ${store.description}`);
    return store;
  }, false);
});

describe('an alarm clock without a store', () => {
  it.each([
    { kind: 'postgres', url: 'postgresql://desk:pass-word@127.0.0.1:1/alarm' },
    { kind: 'mongodb', url: 'mongodb://desk:pass-word@127.0.0.1:1/alarm' },
    { kind: 'postgres', url: 'not an address with pass-word' },
    { kind: 'mongodb', url: 'not an address with pass-word' },
  ] as const)('is there at once, says why it is away, never the password, and ends: %o', async (store) => {
    const desk = openDesk({ store });
    expect(desk.alarm.state()).toMatchObject({ store: store.kind, up: false, connected: 0 });
    desk.alarm.ring('a', new Date());
    await until('there is a reason', () => desk.alarm.state().lastError !== null);
    expect(desk.alarm.state()).toMatchObject({ up: false, waiting: 1 });
    await desk.alarm.drain(100);
    const said = [desk.alarm.state().lastError, ...desk.lines].join('\n');
    expect(said).toContain('the alarm store is away');
    expect(said).not.toContain('pass-word');
  });
});
