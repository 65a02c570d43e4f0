import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import type { InstallationKind } from '../../src/db/migrate.js';
import { openDatabase } from '../../src/db/open.js';
import { createVault } from '../../src/db/vault.js';
import type { Vault } from '../../src/ports.js';
import { StartError } from '../../src/start-error.js';
import { createEmptyDatabase, query } from '../support/empty-database.js';
import { quietLog } from '../support/log.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { testVault } from '../support/vault.js';

async function use(made: Promise<TestDatabase>): Promise<string> {
  const { url, drop } = await made;
  onTestFinished(drop);
  return url;
}

async function open(databaseUrl: string, kind: InstallationKind = 'real', vault = testVault): Promise<void> {
  const database = await openDatabase({ databaseUrl, dataDir: '/nowhere', kind, vault, log: quietLog });
  await database.close();
}

/** The sentence with which it refuses; whatever else it may throw fails the test. */
async function refusal(databaseUrl: string, kind?: InstallationKind, vault?: Vault): Promise<string> {
  const thrown = await open(databaseUrl, kind, vault).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof StartError)) throw new Error('not refused by a sentence', { cause: thrown });
  expect(thrown.message).not.toContain(new URL(databaseUrl).password);
  return thrown.message;
}

function serverUrl(change: Partial<URL>): string {
  return Object.assign(new URL(inject('postgres').adminUrl), change).href;
}

const kindIn = (url: string) => query(url, `select value from installation where key = 'kind'`);

describe('what lets nobody in is a sentence', () => {
  test('where nothing listens', async () => {
    expect(await refusal(serverUrl({ port: '9' }))).toMatch(
      /^PostgreSQL at 127.0.0.1:9 cannot be used \(.*\): .*DATABASE_URL/,
    );
  });

  test('where something listens and never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    expect(await refusal(serverUrl({ port }))).toContain(`PostgreSQL at 127.0.0.1:${port} cannot be used`);
  });

  test.each([{ password: 'wrong' }, { username: 'nobody', password: 'wrong' }])('with %o', async (wrong) => {
    expect(await refusal(serverUrl(wrong))).toContain('refused the user or the password: correct DATABASE_URL');
  });

  test('to a database that is not there', async () => {
    expect(await refusal(serverUrl({ pathname: '/nowhere' }))).toContain('has no database nowhere: create it');
  });

  test('where the user may not make tables', async () => {
    const url = new URL(await use(createEmptyDatabase()));
    const role = `reader_${url.pathname.slice(1)}`;
    await query(url.href, `create role ${role} login password 'reader'`);
    onTestFinished(async () => void (await query(inject('postgres').adminUrl, `drop role ${role}`)));
    url.username = role;
    url.password = 'reader';
    expect(await refusal(url.href)).toContain('may not make tables in its database');
  });

  test('that takes no changes', async () => {
    const url = await use(createEmptyDatabase());
    await query(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`);
    expect(await refusal(url)).toContain('is read-only');
  });

  test('where another program has its tables, and those are left alone', async () => {
    const url = await use(createEmptyDatabase());
    await query(url, 'create table client (theirs int)');
    expect(await refusal(url)).toContain('tables of another program');
    expect(await query(url, 'select * from client')).toEqual([]);
    await query(url, 'drop table client');
    await open(url);
  });
});

describe('what an installation is, is decided when its database is made', () => {
  test.each(['sandbox', 'real'] as const)('an empty database becomes %s and stays so', async (kind) => {
    const url = await use(createEmptyDatabase());
    await open(url, kind);
    expect(await kindIn(url)).toEqual([{ value: kind }]);
    await open(url, kind);
    expect(await refusal(url, kind === 'real' ? 'sandbox' : 'real')).toContain('TELEGRAM_BOT_TOKEN');
    expect(await kindIn(url)).toEqual([{ value: kind }]);
  });

  test('one whose first start was killed before the mark is still anybody’s', async () => {
    const url = await use(createTestDatabase());
    await query(url, 'delete from installation');
    await open(url, 'sandbox');
    expect(await kindIn(url)).toEqual([{ value: 'sandbox' }]);
  });

  test('one with clients and without a mark is a real desk’s', async () => {
    const url = await use(createTestDatabase());
    await query(url, 'delete from installation');
    await query(
      url,
      `insert into client (id, name, zone, language, created_at) values (gen_random_uuid(), 'A', 'UTC', 'en', now())`,
    );
    expect(await refusal(url, 'sandbox')).toContain('never starts without TELEGRAM_BOT_TOKEN');
    await open(url, 'real');
    expect(await kindIn(url)).toEqual([{ value: 'real' }]);
  });
});

test('a database that a newer version has migrated is refused, and stays as it is', async () => {
  const url = await use(createTestDatabase());
  await query(url, `insert into mikro_orm_migrations (name) values ('9999-later')`);
  expect(await refusal(url, 'sandbox')).toContain('newer version of Copydesk (it has the migration 9999-later)');
});

test('a key that does not open what is kept is noticed before anything is changed', async () => {
  const url = await use(createEmptyDatabase());
  await open(url);
  await query(url, `delete from mikro_orm_migrations where name = '0005-accounts'`);
  const other = createVault(Buffer.alloc(32, 8));
  expect(await refusal(url, 'real', other)).toContain('sealed with another key: set ENCRYPTION_KEY');
  expect(await query(url, `select name from mikro_orm_migrations where name = '0005-accounts'`)).toEqual([]);
});

test('processes that open an empty database at once migrate it once', async () => {
  const url = await use(createEmptyDatabase());
  await Promise.all([open(url), open(url), open(url)]);
  expect(await query(url, 'select name from mikro_orm_migrations where name = $$0001-first$$')).toHaveLength(1);
});
