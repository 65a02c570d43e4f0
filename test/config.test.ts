import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CONFIG_NAMES, parseConfig } from '../src/config.js';
import { PACKAGE_ROOT } from '../src/package-root.js';
import { StartError } from '../src/start-error.js';

const TOKEN = '123456789:AAF0123456789012345678901234567890123';
const DATABASE_URL = 'postgresql://desk:secret@db/desk';

describe('sandbox or real', () => {
  test('nothing configured is a sandbox, in its own directory', () => {
    const config = parseConfig({ DATA_DIR: '/somewhere' });
    expect(config).toMatchObject({ sandbox: true, dataDir: '/somewhere/sandbox', telegram: { token: null } });
  });

  test('a token alone is a real desk with the embedded database', () => {
    const config = parseConfig({ DATA_DIR: '/somewhere', TELEGRAM_BOT_TOKEN: TOKEN });
    expect(config).toMatchObject({ sandbox: false, dataDir: '/somewhere', databaseUrl: null });
  });

  test.each([{ DATABASE_URL }, { MONGODB_URL: 'mongodb://db/desk' }])(
    '%o without a token is refused by name',
    (env) => {
      expect(() => parseConfig(env)).toThrow(/TELEGRAM_BOT_TOKEN/);
    },
  );

  test('an empty variable counts as not set', () => {
    expect(parseConfig({ TELEGRAM_BOT_TOKEN: ' ', DATABASE_URL: '' }).sandbox).toBe(true);
  });

  test('a sandbox is never open to the network', () => {
    expect(() => parseConfig({ HOST: '0.0.0.0' })).toThrow(/HOST/);
    expect(parseConfig({ HOST: '0.0.0.0', TELEGRAM_BOT_TOKEN: TOKEN }).host).toBe('0.0.0.0');
  });
});

test('everything that is wrong is said at once, by name, without its value', () => {
  const complaint = complaintOf({
    PORT: 'eighty',
    LOG_LEVEL: 'loud',
    ROLES: 'bot,butler',
    DATABASE_URL: 'mysql://u:hunter2@x/y',
  });
  expect(complaint).toBeInstanceOf(StartError);
  for (const name of ['PORT', 'LOG_LEVEL', 'ROLES', 'DATABASE_URL']) expect(complaint.message).toContain(name);
  expect(complaint.message).not.toContain('hunter2');
});

test('proxies are named by address, by network or by what private networks are called', () => {
  const listed = ['10.1.2.3', '10.1.0.0/16', 'fd00::/8', 'loopback'];
  expect(parseConfig({ TRUST_PROXY: listed.join(', ') }).trustedProxies).toEqual(listed);
});

test.each([
  ['PORT', '65536'],
  ['PORT', '1.5'],
  ['TELEGRAM_BOT_TOKEN', 'my-token'],
  ['TELEGRAM_API_ROOT', 'api.telegram.org'],
  ['ADMIN_API_TOKEN', 'short'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', 'proxy.lan'],
  ['TRUST_PROXY', '10.0.0.1,0.0.0.0/0'],
  ['TRUST_PROXY', '10.0.0.0/33'],
  ['ROLES', ','],
])('%s=%s is refused by name', (name, value) => {
  expect(complaintOf({ TELEGRAM_BOT_TOKEN: TOKEN, [name]: value }).message).toContain(name);
});

test('a root with a slash at its end is the same root', () => {
  const { telegram } = parseConfig({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://localhost:8081/' });
  expect(telegram.apiRoot).toBe('http://localhost:8081');
});

test('what is wrong only together is said with the rest', () => {
  const complaint = complaintOf({ PORT: 'x', DATABASE_URL });
  expect(complaint.message).toBe(
    'The configuration has mistakes: PORT must be a number; TELEGRAM_BOT_TOKEN is missing: with DATABASE_URL or MONGODB_URL ' +
      'this is a real desk, without them and the token a sandbox.',
  );
  expect(complaintOf({ PORT: 'x', HOST: '127.evil.example' }).message).toMatch(/PORT .*; HOST must be 127\.0\.0\.1/);
});

test('a value may come from a file, and a file that cannot be read is said by name', () => {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-config-'));
  writeFileSync(join(dir, 'token'), `${TOKEN}\n`);
  expect(parseConfig({ TELEGRAM_BOT_TOKEN_FILE: join(dir, 'token') })).toMatchObject({
    sandbox: false,
    telegram: { token: TOKEN },
  });
  expect(complaintOf({ DATABASE_URL_FILE: join(dir, 'none') }).message).toMatch(/DATABASE_URL_FILE.*none/);
  rmSync(dir, { recursive: true });
});

test('webhook mode needs an address for Telegram to call', () => {
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook' };
  expect(complaintOf(env).message).toContain('SITE_URL');
  expect(parseConfig({ ...env, SITE_URL: 'https://desk.example' }).telegram.mode).toBe('webhook');
});

test('ENCRYPTION_KEY may hold several keys, each in either form', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const given = `${one.toString('hex')}, ${two.toString('base64')}`;
  expect(parseConfig({ ENCRYPTION_KEY: given }).encryptionKeys).toEqual([one, two]);
  for (const wrong of [',', `${given},short`]) {
    expect(complaintOf({ ENCRYPTION_KEY: wrong }).message).toContain('ENCRYPTION_KEY must be 32 random bytes');
  }
});

test('DATABASE_URL names a database', () => {
  const complaint = complaintOf({ DATABASE_URL: 'postgresql://desk:secret@db', TELEGRAM_BOT_TOKEN: TOKEN });
  expect(complaint.message).toContain('DATABASE_URL must name a database');
});

describe('.env.example', () => {
  const text = readFileSync(join(PACKAGE_ROOT, '.env.example'), 'utf8');
  const offered = parseEnv(text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));

  test('offers every variable that is read, and no other, each after a comment', () => {
    expect(Object.keys(offered).toSorted()).toEqual(CONFIG_NAMES.toSorted());
    for (const paragraph of text.trim().split('\n\n').slice(1))
      expect(paragraph).toMatch(/^# [A-Z][^=]+\.\n# [A-Z_]+=/);
  });

  test('shows the defaults', () => {
    const set = { TELEGRAM_BOT_TOKEN: TOKEN, ADMIN_API_TOKEN: 'a'.repeat(24) };
    const { DATABASE_URL: database, MONGODB_URL: mongodb, ...shown } = offered;
    expect(parseConfig({ ...shown, ...set })).toEqual(parseConfig(set));
    expect(parseConfig({ ...set, DATABASE_URL: database, MONGODB_URL: mongodb })).toMatchObject({ sandbox: false });
  });
});

function complaintOf(env: Record<string, string>): Error {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was refused');
}
