import type { AlarmView } from '../../src/ports.js';

/** An alarm clock whose store is away. */
export const silentAlarm: AlarmView = {
  state: () => ({
    store: 'postgres',
    up: false,
    since: new Date(0),
    lastError: null,
    waiting: 0,
    dropped: 0,
    connected: 0,
  }),
  look: async () => null,
};
