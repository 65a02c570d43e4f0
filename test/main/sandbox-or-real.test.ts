import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createTestDatabase } from '../support/postgres.js';
import { createSetting } from '../sandbox/telegram/setting.js';
import { ANN, BOT, SEED } from '../sandbox/telegram/seed.js';
import { beforeCleanUp, cleanUp, databaseUrlOf, makeDirectory, makeUsedDirectory, start } from './program.js';
import { query } from '../support/empty-database.js';
import { emptyDatabase, TOKEN } from './real-desk.js';

afterEach(cleanUp);

const telegramOf = () => createSetting({ seed: { ...SEED, bot: { ...SEED.bot, token: TOKEN } } });
const kindIn = async (url: string) => query(url, `select value from installation where key = 'kind'`);

test.each(['the embedded database', 'DATABASE_URL'])(
  'with a token it is a real desk that works with %s, talks where TELEGRAM_API_ROOT is, and shows no sandbox',
  async (where) => {
    await using telegram = await telegramOf();
    const dataDir = await makeDirectory();
    const given = where === 'DATABASE_URL' ? await emptyDatabase() : null;
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url, ...(given && { DATABASE_URL: given }) };
    const program = await start({ dataDir, env });
    const url = await program.ready();
    const stranger = telegram.people.as(ANN);
    await stranger.send(BOT, '/start');
    await stranger.waitFor(BOT, ({ text }) => text !== '/start');
    expect(await (await fetch(url)).text()).toMatch(/^This is Copydesk/);
    expect((await fetch(`${url}/sandbox/telegram/people`)).status).toBe(404);
    expect(await kindIn(given ?? (await databaseUrlOf(dataDir)))).toEqual([{ value: 'real' }]);
    program.child.kill('SIGTERM');
    expect(await program.exit()).toBe(0);
    expect(program.stdout()).not.toContain(TOKEN);
    expect(program.stdout()).toMatch(/Nobody runs this desk yet: send \/start [0-9a-f]{16} to @\w+ in Telegram/);
  },
);

test('a database that a sandbox has made never starts with a token', async () => {
  const { url, drop } = await createTestDatabase();
  beforeCleanUp(drop);
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, DATABASE_URL: url };
  const program = await start({ dataDir: await makeDirectory(), env });
  expect(await program.exit()).toBe(1);
  expect(program.stderr()).toMatch(
    /^This database belongs to a sandbox, which never starts with TELEGRAM_BOT_TOKEN: .*\n$/,
  );
  expect(await kindIn(url)).toEqual([{ value: 'sandbox' }]);
});

test('the database of a real desk never starts without a token, wherever it is put', async () => {
  const dataDir = await makeUsedDirectory();
  // What the sandbox leaves is a real desk's database but for its mark.
  const first = await start({ dataDir });
  await first.ready();
  await query(await databaseUrlOf(dataDir), `delete from installation where key = 'kind'`);
  first.child.kill('SIGTERM');
  await first.exit();
  const second = await start({ dataDir });
  expect(await second.exit()).toBe(1);
  expect(second.stderr()).toMatch(
    /^This database belongs to a real desk, which never starts without TELEGRAM_BOT_TOKEN: .*\n$/,
  );

  for (const name of ['postgres', 'encryption.key']) await rename(join(dataDir, 'sandbox', name), join(dataDir, name));
  await using telegram = await telegramOf();
  const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url };
  await (await start({ dataDir, env })).ready();
});
