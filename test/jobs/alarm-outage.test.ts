import { describe } from 'vitest';
import { startMongoStore, startPostgresStore } from '../support/agenda-stores.js';
import { outageContract } from './alarm-outage.contract.js';

// The two stores side by side; within each, one thing after the other.
describe.concurrent('a store on PostgreSQL', () => {
  describe('that is', { concurrent: false }, () => {
    outageContract(startPostgresStore);
  });
});
describe.concurrent('a store on MongoDB', () => {
  describe('that is', { concurrent: false }, () => {
    outageContract(startMongoStore);
  });
});
