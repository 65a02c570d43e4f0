import { setTimeout as sleep } from 'node:timers/promises';
import { startAlarm } from '../../jobs/agenda.js';
import { deliverJob } from '../../jobs/deliver.js';
import type { ChildOptions, FromChild, ToChild } from './alarm-child.js';
import { brisk, collectingLog, realClock } from './alarm-parts.js';

// A process of its own, because what is to be shown is that nothing ends it: whatever would is sent to the test instead.

const tell = (message: FromChild): void => void process.send?.(message);
process.on('uncaughtException', (error) => tell({ fault: String(error) }));
process.on('unhandledRejection', (error) => tell({ fault: String(error) }));

const { store, work, lockLifetimeMs, workMs, pace }: ChildOptions = JSON.parse(process.argv[2] ?? '');
const { log } = collectingLog((line) => tell({ log: line }));
const deliver = async (id: string): Promise<void> => {
  tell({ called: id });
  await sleep(workMs);
};
const alarm = startAlarm({
  store,
  work,
  log,
  clock: realClock,
  jobs: [{ ...deliverJob(deliver), lockLifetimeMs }],
  pace: { ...brisk, ...pace },
});

// The test is gone.
const leave = (): void => process.exit();
process.on('disconnect', leave);
const drain = async (timeoutMs: number): Promise<void> => {
  await alarm.drain(timeoutMs);
  tell({ drained: true });
  process.off('disconnect', leave);
  process.disconnect();
};
process.on('message', (message: ToChild) => {
  if ('ring' in message) for (const id of message.ring) alarm.ring(id, new Date(message.at));
  if ('ask' in message) tell({ up: alarm.state().up, connected: alarm.state().connected });
  if ('drain' in message) void drain(message.drain);
});
