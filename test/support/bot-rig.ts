import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createBot, type DeskBot } from '../../bot/bot.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { createHttp } from '../../src/platforms/http.js';
import { createPlatforms } from '../../src/platforms/index.js';
import type { SendPace } from '../../src/ports.js';
import type { Platform } from '../../src/platforms/platform.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { connectPeople, type PeopleClient } from '../../src/sandbox/telegram/people-client.js';
import { startTelegramServer, type TelegramServer } from '../../src/sandbox/telegram/server.js';
import { createTelegramWorld, type TelegramWorld } from '../../src/sandbox/telegram/world.js';
import { systemClock, systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { foundClient } from '../../src/usecases/found-client.js';
import { collectingLog } from './collecting-log.js';
import { openTestDatabase } from './database.js';
import { said } from './said.js';
import { testVault } from './vault.js';

export const TOKEN = '700000002:AAbot_rig-token-that-must-not-be-seen';
export const AUTHOR = 11;
export const EDITOR = 12;
/** Nobody here. */
export const STRANGER = 13;
export const EDITORS = -1_000_000_000_111;
export const CHANNEL = -1_000_000_000_222;
export const BOT = 700_000_002;

/** A bot on a simulated Telegram and a database of its own, without a worker: nothing is sent but by the test. */
export interface BotRig extends AsyncDisposable {
  readonly desk: Desk;
  readonly world: TelegramWorld;
  readonly server: TelegramServer;
  readonly people: PeopleClient;
  readonly logged: readonly string[];
  /** Another bot of the same desk; stopped with the rig. */
  bot(apiRoot?: string, pace?: SendPace): DeskBot;
}

interface RigOptions {
  /** Its Telegram is a Bot API server of one's own, which names files on the disk. */
  readonly local?: boolean;
  /** Where people could open the desk's web pages. */
  readonly webAddress?: string;
  /** Of a network in front of Postgres. */
  readonly postgresPort?: number;
  /** A desk that nobody runs yet, and whom the operator has named. */
  readonly unclaimed?: { readonly adminTelegramIds: readonly string[] };
  /** Instead of the real ones. */
  readonly platforms?: readonly Platform[];
}

export async function openBotRig({
  local = false,
  webAddress,
  postgresPort,
  platforms,
  unclaimed,
}: RigOptions = {}): Promise<BotRig> {
  const database = await openTestDatabase(postgresPort);
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-bot-'));
  const world = createTelegramWorld({
    dir: local ? join(dir, 'telegram') : null,
    local,
    clock: systemClock,
    seed: SEED,
  });
  const server = await startTelegramServer({ world });
  const { log, lines } = collectingLog();
  const telegram = { token: TOKEN, apiRoot: server.url };
  const desk: Desk = {
    orm: database.orm,
    platforms: platforms ? new PlatformRegistry(platforms) : createPlatforms({ telegram, http: createHttp({ log }) }),
    media: openMediaRoom(await openDiskStore(join(dir, 'media'))),
    vault: testVault,
    clock: systemClock,
    ids: systemIds,
    wake: { ring: () => undefined },
    log,
    ...(webAddress !== undefined && { webAddress: () => webAddress }),
  };
  if (!unclaimed) await foundClient(desk, FOUNDING);
  const bots: DeskBot[] = [];
  return {
    desk,
    world,
    server,
    people: connectPeople(server.url),
    logged: lines,
    bot(apiRoot = server.url, pace) {
      const bot = createBot({ desk, token: TOKEN, apiRoot, log, ...unclaimed, ...(pace && { pace }) });
      bots.push(bot);
      return bot;
    },
    async [Symbol.asyncDispose]() {
      // What people wrote, and secrets, the log keeps to itself.
      const secrets = [TOKEN, ...(await said(connectPeople(server.url), [AUTHOR, EDITOR]))];
      await Promise.all(bots.map((bot) => bot.stop()));
      world.close();
      await server.close();
      await database[Symbol.asyncDispose]();
      await rm(dir, { recursive: true, force: true });
      expect(secrets.filter((secret) => lines.some((line) => line.includes(secret)))).toEqual([]);
    },
  };
}

export const SEED = {
  bot: { id: BOT, username: 'rig_bot', name: 'Rig', token: TOKEN },
  people: [
    { id: AUTHOR, name: 'Olena', username: 'olena_rig', language: 'en' },
    { id: EDITOR, name: 'Marko', username: 'marko_rig', language: 'en' },
    { id: STRANGER, name: 'Taras', username: 'taras_rig', language: 'uk' },
  ],
  chats: [
    { type: 'private', person: AUTHOR },
    { type: 'private', person: EDITOR },
    { type: 'supergroup', id: EDITORS, title: 'Editors', members: [EDITOR], owner: EDITOR, bot: 'member' },
    { type: 'channel', id: CHANNEL, title: 'Daily Bean', members: [AUTHOR], owner: EDITOR, bot: { admin: {} } },
  ],
} satisfies Parameters<typeof createTelegramWorld>[0]['seed'];

export const FOUNDING = {
  name: 'Daily Bean',
  zone: 'Europe/Kyiv',
  language: 'en',
  editorsChatId: String(EDITORS),
  people: [
    { telegramId: String(AUTHOR), name: 'Olena', username: 'olena_rig', language: 'en', role: 'author' },
    { telegramId: String(EDITOR), name: 'Marko', username: 'marko_rig', language: 'en', role: 'editor' },
  ],
  accounts: [{ platform: 'telegram', name: 'Daily Bean', username: null, externalId: String(CHANNEL) }],
} as const;
