import { describe, expect, test } from 'vitest';
import { parseConfig } from '../src/config.js';
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

test.each([
  ['PORT', '65536'],
  ['PORT', '1.5'],
  ['TELEGRAM_BOT_TOKEN', 'my-token'],
  ['TELEGRAM_API_ROOT', 'api.telegram.org'],
  ['ADMIN_API_TOKEN', 'short'],
  ['ROLES', ','],
])('%s=%s is refused by name', (name, value) => {
  expect(complaintOf({ TELEGRAM_BOT_TOKEN: TOKEN, [name]: value }).message).toContain(name);
});

test('a root with a slash at its end is the same root', () => {
  const { telegram } = parseConfig({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://localhost:8081/' });
  expect(telegram.apiRoot).toBe('http://localhost:8081');
});

function complaintOf(env: Record<string, string>): Error {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was refused');
}
