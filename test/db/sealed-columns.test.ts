import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SEALED_COLUMNS } from '../../src/db/sealed-columns.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { openTestDatabase } from '../support/database.js';

/** Every file that seals, and where what it seals is kept: a new one needs its line here and its column in the list. */
const WHERE: Readonly<Record<string, string>> = {
  'src/usecases/connect-account.ts': 'social_account.credentials',
  'src/usecases/found-client.ts': 'social_account.credentials',
  'src/usecases/refresh-accounts.ts': 'social_account.credentials',
  'src/db/vault-probe.ts': 'installation.value',
  'src/db/sealed-columns.ts': 'all of them',
};

test('every place that seals is known, with a column that is in the list', () => {
  const sealing = ['src', 'bot', 'jobs']
    .flatMap(sources)
    .filter((file) => /\bseal\(/.test(read(file)) && file !== 'src/db/vault.ts' && file !== 'src/ports.ts');
  expect(sealing.toSorted()).toEqual(Object.keys(WHERE).toSorted());
  const listed = new Set(['all of them', ...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)]);
  expect(Object.values(WHERE).filter((place) => !listed.has(place))).toEqual([]);
});

test('every column of the list is in the schema, and its primary key is the one that is named', async () => {
  await using db = await openTestDatabase();
  for (const { table, column, id } of SEALED_COLUMNS) {
    const { rows } = await sql`select c.data_type, k.column_name as id from information_schema.columns c
      join information_schema.table_constraints t on t.table_name = c.table_name and t.constraint_type = 'PRIMARY KEY'
      join information_schema.key_column_usage k on k.constraint_name = t.constraint_name
      where c.table_name = ${table} and c.column_name = ${column}`.execute(db.sql);
    expect(rows, `${table}.${column}`).toEqual([{ data_type: 'text', id }]);
  }
});

function sources(room: string): string[] {
  return readdirSync(join(PACKAGE_ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${room}/${name}`);
}

function read(file: string): string {
  return readFileSync(join(PACKAGE_ROOT, file), 'utf8');
}
