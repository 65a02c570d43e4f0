import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/db/migrate.js';
import { createOrm, MIGRATIONS } from '../../src/db/orm.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { createEmptyDatabase, query } from '../support/empty-database.js';
import { quietLog } from '../support/log.js';
import { until } from '../support/until.js';

/**
 * What would break a process of the release before, which goes on while another one migrates. What has to go is taken away one release
 * later, when nothing uses it any more, and is then named below.
 */
const NOT_BESIDE_OLDER: Readonly<Record<string, RegExp>> = {
  'takes something away': /\bdrop (?:table|column|type|function|trigger|view|schema)\b[^;,]*/g,
  'gives something another name': /\brename\b[^;,]*/g,
  'changes a type': /\balter column \w+ (?:set data )?type\b[^;,]*/g,
  'wants a value that older ones do not write':
    /\bset not null\b|\bdrop default\b|\badd column\b(?![^;,]*\bdefault\b)[^;,]*\bnot null\b/g,
};

/** Until the first release there was no older process. */
const BEFORE_RELEASE = 'no release was out';
const EXCEPTIONS: Readonly<Record<string, string>> = {
  '0006-live takes away the constraint delivery_publication_id_part_key': BEFORE_RELEASE,
  '0006-live forbids what older ones may write: delivery_part': BEFORE_RELEASE,
};

const DIR = join(PACKAGE_ROOT, 'src/db/migrations');
const files = readdirSync(DIR).map((file) => ({
  name: file.replace(/\.ts$/, ''),
  text: readFileSync(join(DIR, file), 'utf8').replaceAll(/--.*$/gm, '').toLowerCase(),
}));

describe('a migration only adds', () => {
  const found = files.flatMap(({ name, text }) => [
    ...Object.entries(NOT_BESIDE_OLDER).flatMap(([what, pattern]) =>
      [...text.matchAll(pattern)].map(([words]) => `${name} ${what}: ${words.trim()}`),
    ),
    ...lostConstraints(text).map((constraint) => `${name} takes away the constraint ${constraint}`),
    ...strictIndexes(text).map((index) => `${name} forbids what older ones may write: ${index}`),
  ]);

  test('so that a process of the release before goes on beside it', () => {
    expect(found.filter((finding) => !(finding in EXCEPTIONS))).toEqual([]);
  });

  test('and what is excepted is there', () => {
    expect(Object.keys(EXCEPTIONS).filter((finding) => !found.includes(finding))).toEqual([]);
  });
});

test.each([
  ['alter table post drop column title;', 1],
  ['alter table post rename column title to name;', 1],
  ['alter table post alter column title type integer;', 1],
  ['alter table post add column title text not null;', 1],
  [`alter table post add column title text not null default '';`, 0],
  ['alter table post add column title text, add column words integer not null default 0;', 0],
  ['alter table post alter column title set not null;', 1],
])('%s', (statement, findings) => {
  const matches = Object.values(NOT_BESIDE_OLDER).flatMap((pattern) => [...statement.matchAll(pattern)]);
  expect(matches).toHaveLength(findings);
});

test('what the desk beside has under way is waited for, and never lost', async () => {
  const { url, drop } = await createEmptyDatabase();
  onTestFinished(drop);
  const orm = await createOrm(url, quietLog);
  onTestFinished(() => orm.close(true));
  await orm.migrator.up({ to: '0010-lean-marks' });
  const beside = new Client({ connectionString: url });
  await beside.connect();
  onTestFinished(() => beside.end());
  await beside.query('begin');
  await beside.query('select from member');
  const migrating = migrate(orm, 'real');
  const waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  await until('it waits for the table', async () => (await query(url, waits)).length > 0);
  // It holds this one by now: without giving it up, neither could go on.
  await beside.query('delete from client');
  await beside.query('commit');
  await migrating;
  expect(await orm.migrator.getPending()).toEqual([]);
});

test('every file is a migration that runs, in order', () => {
  expect(MIGRATIONS.map(({ name }) => name)).toEqual(files.map(({ name }) => name).toSorted());
});

/** One that comes back in the same migration lets more through: whoever reviews it looks. */
function lostConstraints(text: string): string[] {
  const names = [...text.matchAll(/\bdrop constraint (?:if exists )?(\w+)/g)].map(([, name]) => name ?? '');
  return names.filter((name) => !new RegExp(`add constraint ${name}\\b`).test(text));
}

function strictIndexes(text: string): string[] {
  return [...text.matchAll(/\bcreate unique index (\w+) on (\w+)/g)].flatMap(([, index = '', table = '']) =>
    new RegExp(`create (?:unlogged )?table ${table}\\b`).test(text) ? [] : [index],
  );
}
