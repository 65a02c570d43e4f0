import { describe } from 'vitest';
import { startMongoStore, startPostgresStore } from '../support/agenda-stores.js';
import { outageContract } from './alarm-outage.contract.js';

describe('a store on PostgreSQL', () => {
  outageContract(startPostgresStore);
});
describe('a store on MongoDB', () => {
  outageContract(startMongoStore);
});
