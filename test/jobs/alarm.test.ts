import { describe } from 'vitest';
import { startMongoStore, startPostgresStore } from '../support/agenda-stores.js';
import { alarmContract } from './alarm.contract.js';

describe('the alarm clock on PostgreSQL', () => {
  alarmContract(startPostgresStore, true);
});
describe('the alarm clock on MongoDB', () => {
  alarmContract(startMongoStore, false);
});
