import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReads, type Reads } from '../../src/db/reads.js';
import { quietLog } from '../support/log.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';

let database: OpenDatabase;
let reads: Reads;
beforeAll(async () => {
  database = await openTestDatabase();
  reads = await openReads(database.orm, quietLog, 200);
});
afterAll(async () => {
  await reads.close();
  await database[Symbol.asyncDispose]();
});

const always = new AbortController().signal;

test('rows are read as the ORM reads them', async () => {
  const statement = sql`select 1::bigint as large, now()::timestamptz(0) - now()::timestamptz(0) = interval '0' as same, '{"a": 1}'::jsonb as json`;
  const { rows } = await statement.execute(reads.until(always));
  expect(rows).toEqual((await statement.execute(database.sql)).rows);
});

test('a statement that runs too long is ended by the server', async () => {
  await expect(sql`select pg_sleep(10)`.execute(reads.until(always))).rejects.toMatchObject({ code: '57014' });
});

test('nothing can be written, and nothing is left behind for the next statement', async () => {
  const db = reads.until(always);
  await expect(sql`insert into installation (key, value) values ('a', 'b')`.execute(db)).rejects.toMatchObject({
    code: '25006',
  });
  for (let i = 0; i < 20; i++) expect((await sql`select ${i}::int as i`.execute(db)).rows).toEqual([{ i }]);
});

test('nothing begins once whoever asked has gone', async () => {
  const gone = AbortSignal.abort(new Error('gone'));
  await expect(sql`select 1`.execute(reads.until(gone))).rejects.toThrow('gone');
});
