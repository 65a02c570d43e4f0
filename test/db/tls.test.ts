import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startAlarm } from '../../jobs/agenda.js';
import { openDatabase } from '../../src/db/open.js';
import { openPrepared } from '../../src/db/prepared.js';
import { sql } from 'kysely';
import { StartError } from '../../src/start-error.js';
import { systemClock } from '../../src/system.js';
import { quietLog } from '../support/log.js';
import { startTlsServer, type TlsServer } from '../support/tls-server.js';
import { testVault } from '../support/vault.js';

let server: TlsServer | string;
beforeAll(async () => {
  server = await startTlsServer();
});
beforeEach(({ skip }) => {
  if (typeof server === 'string') skip(server);
});
afterAll(async () => {
  if (typeof server !== 'string') await server[Symbol.asyncDispose]();
});

function tls(): TlsServer {
  if (typeof server === 'string') throw new Error(server);
  return server;
}

function open(databaseUrl: string) {
  return openDatabase({ databaseUrl, dataDir: '/nowhere', kind: 'real', vault: testVault, log: quietLog });
}

async function refusal(databaseUrl: string): Promise<string> {
  const thrown: unknown = await open(databaseUrl).then(
    (database) => database.close(),
    (error: unknown) => error,
  );
  if (!(thrown instanceof StartError)) throw new Error('not refused by a sentence', { cause: thrown });
  expect(thrown.message).not.toContain(new URL(databaseUrl).password);
  return thrown.message;
}

describe('an sslmode means what it means elsewhere', () => {
  test.each([
    ['require, whoever signed', () => tls().url({ sslmode: 'require' })],
    ['require, by another name', () => tls().url({ sslmode: 'require' }, '127.0.0.1')],
    [
      'verify-ca, by another name',
      () => tls().url({ sslmode: 'verify-ca', sslrootcert: tls().authority }, '127.0.0.1'),
    ],
    ['verify-full', () => tls().url({ sslmode: 'verify-full', sslrootcert: tls().authority })],
  ])('%s: the desk, its delivery machine and its alarms connect', async (_how, url) => {
    const database = await open(url());
    const prepared = await openPrepared(database.orm, quietLog);
    const alarm = startAlarm({
      store: { kind: 'postgres', url: database.alarmUrl },
      jobs: [],
      log: quietLog,
      clock: systemClock,
      work: false,
    });
    const encrypted = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;
    expect(await prepared.run('encrypted', encrypted)).toEqual([{ ssl: true }]);
    await expect.poll(() => alarm.state().up, { timeout: 10_000 }).toBe(true);
    await alarm[Symbol.asyncDispose]();
    await prepared.close();
    await database.close();
  });

  test.each([
    ['without TLS', () => tls().url({ sslmode: 'disable' }), /pg_hba.conf/],
    ['verify-full, by number', () => byAddress({ sslmode: 'verify-full' }), /by its name/],
    [
      'verify-full, an unknown authority',
      () => tls().url({ sslmode: 'verify-full' }),
      /authorities that Node.js knows/,
    ],
    [
      'verify-ca, another authority',
      () => byAddress({ sslmode: 'verify-ca', sslrootcert: tls().otherAuthority }),
      /other.crt/,
    ],
    [
      'require, with another authority',
      () => byAddress({ sslmode: 'require', sslrootcert: tls().otherAuthority }),
      /other.crt/,
    ],
    ['verify-ca without one', () => tls().url({ sslmode: 'verify-ca' }), /verify-ca needs sslrootcert/],
    [
      'prefer',
      () => tls().url({ sslmode: 'prefer' }),
      /sslmode is disable, require, verify-ca, verify-full, and not prefer/,
    ],
    [
      'a file that is not there',
      () => tls().url({ sslmode: 'verify-full', sslrootcert: '/nowhere.crt' }),
      /names \/nowhere.crt/,
    ],
    ['half of a client', () => tls().url({ sslmode: 'require', sslcert: tls().client.sslcert }), /go together/],
    ['a file without a mode', () => tls().url({ sslrootcert: tls().authority }), /no sslmode/],
  ])('%s is refused, saying what to correct', async (_how, url, sentence) => {
    expect(await refusal(url())).toMatch(sentence);
  });
});

test('verify-full takes no certificate for another name, and verify-ca does', async () => {
  await tls().certify('elsewhere.test');
  const sslrootcert = tls().authority;
  // The server takes up its new certificate soon after it was told.
  const full = () => refusal(tls().url({ sslmode: 'verify-full', sslrootcert })).catch(() => 'none');
  await expect.poll(full, { timeout: 10_000 }).toMatch(/certificate for another name/);
  await (await open(tls().url({ sslmode: 'verify-ca', sslrootcert }))).close();
});

test('a server that wants certificates of its clients gets ours', async () => {
  await tls().demandCertificates();
  const without = () => refusal(tls().url({ sslmode: 'require' })).catch(() => 'none');
  await expect.poll(without, { timeout: 10_000 }).toMatch(/certificate/);
  const parameters = { sslmode: 'verify-ca', sslrootcert: tls().authority, ...tls().client };
  await (await open(tls().url(parameters))).close();
});

function byAddress(parameters: Readonly<Record<string, string>>): string {
  return tls().url(parameters, '127.0.0.1');
}
