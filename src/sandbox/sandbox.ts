import type { FastifyInstance } from 'fastify';
import type { Clock, Log } from '../ports.js';
import { pageRoutes } from './page/routes.js';
import { telegramRoutes } from './telegram/routes.js';
import type { WorldSeed } from './telegram/seed.js';
import { startTelegramServer } from './telegram/server.js';
import { createTelegramWorld } from './telegram/world.js';

/** Known to everybody and good for nothing: the simulated Telegram is the only one that takes it. */
export const SANDBOX_TOKEN = '4200000000:sandbox-token-for-the-simulated-bot';
const AUTHOR = 1001;
const EDITOR = 1002;
const ADMIN = 1003;
const EDITORS_GROUP = -1001000000001;
const CHANNEL = -1002000000002;

const WORLD: WorldSeed = {
  bot: { id: 4_200_000_000, username: 'copydesk_bot', name: 'Copydesk', token: SANDBOX_TOKEN },
  people: [
    { id: AUTHOR, name: 'Olena, author', username: 'olena_author', language: 'en' },
    { id: EDITOR, name: 'Marko, editor', username: 'marko_editor', language: 'en' },
    { id: ADMIN, name: 'Iryna, admin', username: 'iryna_admin', language: 'en' },
  ],
  chats: [
    { type: 'private', person: AUTHOR },
    { type: 'private', person: EDITOR },
    { type: 'private', person: ADMIN },
    {
      type: 'supergroup',
      id: EDITORS_GROUP,
      title: 'Daily Bean · editors',
      members: [EDITOR, ADMIN],
      owner: ADMIN,
      bot: 'member',
    },
    {
      type: 'channel',
      id: CHANNEL,
      title: 'Daily Bean',
      username: 'dailybean',
      members: [AUTHOR, EDITOR, ADMIN],
      owner: ADMIN,
      bot: { admin: {} },
    },
  ],
};

/** The desk that the sandbox starts with: a coffee shop, three people, one channel. */
export const SANDBOX_FOUNDING = {
  name: 'Daily Bean',
  zone: 'Europe/Kyiv',
  language: 'en',
  editorsChatId: String(EDITORS_GROUP),
  people: [
    { telegramId: String(AUTHOR), name: 'Olena', username: 'olena_author', language: 'en', role: 'author' },
    { telegramId: String(EDITOR), name: 'Marko', username: 'marko_editor', language: 'en', role: 'editor' },
    { telegramId: String(ADMIN), name: 'Iryna', username: 'iryna_admin', language: 'en', role: 'admin' },
  ],
  accounts: [{ platform: 'telegram', name: 'Daily Bean', username: 'dailybean', externalId: String(CHANNEL) }],
} as const;

/** Telegram ids of who and what is in it. */
export const SANDBOX_PLACES = {
  author: AUTHOR,
  editor: EDITOR,
  admin: ADMIN,
  editorsGroup: EDITORS_GROUP,
  channel: CHANNEL,
} as const;

export interface Sandbox {
  readonly token: string;
  /** The Bot API of the simulated Telegram. */
  readonly apiRoot: string;
  /** The page, and the people's side of the simulated Telegram. */
  register(server: FastifyInstance, page: { root: string; graphqlToken: string }): Promise<void>;
  close(): Promise<void>;
}

/** Starts the simulators; what happened in them lives on in `dir`. */
export async function openSandbox(options: { dir: string; clock: Clock; log: Log }): Promise<Sandbox> {
  const world = createTelegramWorld({ ...options, seed: WORLD });
  const telegram = await startTelegramServer({ world });
  return {
    token: SANDBOX_TOKEN,
    apiRoot: telegram.url,
    async register(server, { root, graphqlToken }) {
      await server.register(telegramRoutes(world), { prefix: '/sandbox/telegram' });
      await server.register(pageRoutes({ root, token: graphqlToken }));
    },
    async close() {
      await telegram.close();
      world.close();
    },
  };
}
