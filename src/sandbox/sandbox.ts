import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Clock, Log } from '../ports.js';
import { instagramRoutes } from './instagram/routes.js';
import { startInstagramServer } from './instagram/server.js';
import { createInstagramWorld, type InstagramSeed } from './instagram/world.js';
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
/** Nobody at the desk, until somebody invites them. */
const NEWCOMER = 1004;
const EDITORS_GROUP = -1001000000001;
const CHANNEL = -1002000000002;

const WORLD: WorldSeed = {
  bot: { id: 4_200_000_000, username: 'copydesk_bot', name: 'Copydesk', token: SANDBOX_TOKEN },
  people: [
    { id: AUTHOR, name: 'Olena, author', username: 'olena_author', language: 'en' },
    { id: EDITOR, name: 'Marko, editor', username: 'marko_editor', language: 'en' },
    { id: ADMIN, name: 'Iryna, admin', username: 'iryna_admin', language: 'en' },
    { id: NEWCOMER, name: 'Taras, guest', username: 'taras_guest', language: 'en' },
  ],
  chats: [
    { type: 'private', person: AUTHOR },
    { type: 'private', person: EDITOR },
    { type: 'private', person: ADMIN },
    { type: 'private', person: NEWCOMER },
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

/** As good for nothing as the bot's: only the simulated Instagram takes them. The second is for people to connect an account with. */
export const SANDBOX_INSTAGRAM_TOKEN = 'IGAAsandbox-token-of-the-simulated-dailybean';
export const SANDBOX_SPARE_TOKEN = 'IGAAsandbox-token-of-the-simulated-beanlab';
const DAILYBEAN = '17841400000000001';

const INSTAGRAM: InstagramSeed = {
  accounts: [
    {
      userId: DAILYBEAN,
      appScopedId: '25400000000000001',
      username: 'dailybean',
      name: 'Daily Bean',
      accountType: 'BUSINESS',
      tokens: [{ token: SANDBOX_INSTAGRAM_TOKEN, kind: 'good' }],
    },
    {
      userId: '17841400000000002',
      appScopedId: '25400000000000002',
      username: 'beanlab',
      name: 'Bean Lab',
      accountType: 'MEDIA_CREATOR',
      tokens: [{ token: SANDBOX_SPARE_TOKEN, kind: 'good' }],
    },
  ],
};

/** The desk that the sandbox starts with: a coffee shop, three people, one channel, one profile. */
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
  accounts: [
    { platform: 'telegram', name: 'Daily Bean', username: 'dailybean', externalId: String(CHANNEL) },
    {
      platform: 'instagram',
      name: 'Instagram · dailybean',
      username: 'dailybean',
      externalId: DAILYBEAN,
      credentials: { token: SANDBOX_INSTAGRAM_TOKEN },
    },
  ],
} as const;

/** Telegram ids of who and what is in it. */
export const SANDBOX_PLACES = {
  author: AUTHOR,
  editor: EDITOR,
  admin: ADMIN,
  newcomer: NEWCOMER,
  editorsGroup: EDITORS_GROUP,
  channel: CHANNEL,
} as const;

export interface Sandbox {
  readonly token: string;
  /** The Bot API of the simulated Telegram. */
  readonly apiRoot: string;
  /** What `graph.instagram.com` is elsewhere. */
  readonly instagramUrl: string;
  /** The page, and the people's side of the simulated Telegram. */
  register(server: FastifyInstance, page: { root: string; graphqlToken: string }): Promise<void>;
  close(): Promise<void>;
}

/** Starts the simulators; what happened in them lives on in `dir`. */
export async function openSandbox(options: { dir: string; clock: Clock; log: Log }): Promise<Sandbox> {
  const { dir, clock, log } = options;
  const world = createTelegramWorld({ dir: join(dir, 'telegram'), clock, log, seed: WORLD });
  const telegram = await startTelegramServer({ world });
  const profiles = createInstagramWorld({ dir: join(dir, 'instagram'), clock, log, seed: INSTAGRAM });
  const instagram = await startInstagramServer({ world: profiles });
  return {
    token: SANDBOX_TOKEN,
    apiRoot: telegram.url,
    instagramUrl: instagram.url,
    async register(server, { root, graphqlToken }) {
      await server.register(telegramRoutes(world), { prefix: '/sandbox/telegram' });
      await server.register(instagramRoutes(profiles), { prefix: '/sandbox/instagram' });
      await server.register(pageRoutes({ root, token: graphqlToken, instagramToken: SANDBOX_SPARE_TOKEN }));
    },
    async close() {
      await Promise.all([telegram.close(), instagram.close()]);
      world.close();
      profiles.close();
    },
  };
}
