import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type App, openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { findFreePort } from '../../src/db/embedded/port.js';
import { connectPeople } from '../../src/sandbox/telegram/people-client.js';
import { startTelegramServer } from '../../src/sandbox/telegram/server.js';
import { createTelegramWorld } from '../../src/sandbox/telegram/world.js';
import { systemClock } from '../../src/system.js';
import { foundClient } from '../../src/usecases/found-client.js';
import { AUTHOR, BOT, EDITOR, EDITORS, FOUNDING, SEED, TOKEN } from '../support/bot-rig.js';
import { says } from '../support/chat-words.js';
import { collectingLog } from '../support/collecting-log.js';
import { createEmptyDatabase } from '../support/empty-database.js';
import { NO_LIMITS } from '../support/rates.js';
import { until } from '../support/until.js';

test('a desk in webhook mode, in processes of their own: Telegram calls the web, either bot answers, and one may go', async () => {
  const { url: databaseUrl, drop } = await createEmptyDatabase();
  onTestFinished(drop);
  const world = createTelegramWorld({ dir: null, clock: systemClock, seed: SEED });
  const server = await startTelegramServer({ world });
  onTestFinished(() => server.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'copydesk-webhook-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const port = String(await findFreePort());
  const { log } = collectingLog();
  const open = async (roles: string): Promise<App> => {
    const config = parseConfig({
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      PORT: port,
      ROLES: roles,
      SITE_URL: `http://127.0.0.1:${port}`,
      TELEGRAM_API_ROOT: server.url,
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_MODE: 'webhook',
    });
    const app = await openApp(config, log, {
      pace: { lookEveryMs: 100, sweepEveryMs: 200, turnMs: 2_000, rates: NO_LIMITS },
    });
    onTestFinished(() => app[Symbol.asyncDispose]());
    return app;
  };

  const web = await open('web');
  await foundClient(web.desk, FOUNDING);
  expect((await web.readiness()).parts.telegram).toMatchObject({
    ok: false,
    detail: expect.stringContaining('role bot'),
  });
  const first = await open('bot,worker');
  expect(world.updates.webhook?.url).toBe(`http://127.0.0.1:${port}/api/telegram/webhook`);
  await open('bot');
  expect((await web.readiness()).parts.telegram).toMatchObject({ ok: true });

  const author = connectPeople(server.url).as(AUTHOR);
  await author.send(BOT, 'By way of the web');
  const card = await author.waitFor(BOT, says('By way of the web', 'Draft'));
  await author.tap(card, '📨 Send to review');
  await author.waitFor(BOT, (message) => message.id === card.id && !says('Draft')(message));
  await connectPeople(server.url).as(EDITOR).waitFor(EDITORS, says('By way of the web', 'Please review'));

  await first[Symbol.asyncDispose]();
  await author.send(BOT, '/status');
  await author.waitFor(BOT, says('right now'));
  await until('another one listens', async () => (await web.readiness()).parts.telegram?.ok === true);
});
