import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../src/db/embedded/port.js';
import { createOrm } from '../../src/db/orm.js';
import type { Sql } from '../../src/db/sql.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { connectPeople, type PeopleClient, type Person } from '../../src/sandbox/telegram/people-client.js';
import { startTelegramServer } from '../../src/sandbox/telegram/server.js';
import { createTelegramWorld } from '../../src/sandbox/telegram/world.js';
import { systemClock, systemIds } from '../../src/system.js';
import { foundClient } from '../../src/usecases/found-client.js';
import { AUTHOR, EDITOR, FOUNDING, SEED, TOKEN } from '../support/bot-rig.js';
import { buildProgram } from '../support/built.js';
import { createEmptyDatabase } from '../support/empty-database.js';
import { quietLog } from '../support/log.js';
import { startMongo } from '../support/mongo-servers.js';
import { NO_LIMITS } from '../support/rates.js';
import { testVault } from '../support/vault.js';

type Role = 'bot' | 'web' | 'worker';
type Mode = 'polling' | 'webhook';
type Env = Record<string, string | undefined>;
interface Process {
  readonly role: Role;
  readonly child: ChildProcess;
}

/** Two bots, a web and three workers, as processes of the built program on one PostgreSQL and one MongoDB. */
export interface Crew extends AsyncDisposable {
  readonly people: PeopleClient;
  readonly author: Person;
  readonly editor: Person;
  readonly db: Sql;
  readonly webUrl: string;
  /** Of each of them. */
  readonly env: Env;
  /** Kills the oldest of this role, and starts another one. */
  replace(role: Role): Promise<void>;
  /** Ends one after the other in order, and starts another for each that hears in this way; `next` is told before each. */
  roll(mode: Mode, next: () => Promise<void>): Promise<void>;
}

export const ADMIN_API_TOKEN = 'the-token-of-the-first-admin';
export const CHANNELS = [-1_000_000_000_301, -1_000_000_000_302, -1_000_000_000_303];
const PROCESS = fileURLToPath(new URL('./killable-process.ts', import.meta.url));
const ROLES: readonly Role[] = ['web', 'bot', 'bot', 'worker', 'worker', 'worker'];
const ADMIN = 14;
const PEOPLE = [...SEED.people, { id: ADMIN, name: 'Ada', username: 'ada_rig', language: 'en' }];

export async function openCrew(first: Mode): Promise<Crew> {
  await using opened = new AsyncDisposableStack();
  const { url: databaseUrl, drop } = await createEmptyDatabase();
  opened.defer(drop);
  const mongo = await startMongo();
  opened.defer(() => mongo.close());
  const telegram = opened.adopt(await startTelegram(), ({ close }) => close()).url;
  const dataDir = await mkdtemp(join(tmpdir(), 'copydesk-crew-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const port = String(await findFreePort());
  const webUrl = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    MONGODB_URL: mongo.url({ host: mongo.host, port: mongo.port, database: 'crew' }),
    PORT: port,
    SITE_URL: webUrl,
    TELEGRAM_API_ROOT: telegram,
    TELEGRAM_BOT_TOKEN: TOKEN,
    ADMIN_API_TOKEN,
  };
  let mode = first;
  const crew: Process[] = [];
  const begin = async (role: Role) => void crew.push(await start(role, { ...env, TELEGRAM_MODE: mode }));
  opened.defer(async () => void (await Promise.all(crew.map(end))));
  // All at once: the schema is made once, however many begin.
  await Promise.all(ROLES.map(begin));
  const orm = await createOrm(databaseUrl, quietLog);
  opened.defer(() => orm.close(true));
  await found(orm, dataDir);
  const people = connectPeople(telegram);
  const closing = opened.move();
  return {
    people,
    author: people.as(AUTHOR),
    editor: people.as(EDITOR),
    db: orm.em.fork().getKysely(),
    webUrl,
    env,
    async replace(role) {
      const [oldest] = crew.splice(
        crew.findIndex((one) => one.role === role),
        1,
      );
      const ended = oldest && once(oldest.child, 'exit');
      oldest?.child.kill('SIGKILL');
      await ended;
      await begin(role);
    },
    async roll(now, next) {
      mode = now;
      for (const one of crew.splice(0)) {
        await next();
        if ((await end(one)) !== 0) throw new Error(`A ${one.role} did not end in order`);
        await begin(one.role);
      }
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

async function start(role: Role, env: Env): Promise<Process> {
  const { root } = await buildProgram();
  // A lease is long enough for a busy machine, whose requests would else be too late and retried in a minute.
  const pace = JSON.stringify({ leaseMs: 6_000, turnMs: 2_000, rates: NO_LIMITS });
  const child = fork(PROCESS, [root, pace], {
    env: { ...env, ROLES: role },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])]);
  if (said === null) throw new Error(`A ${role} did not start`);
  return { role, child };
}

/** Asks it to end; its exit code. */
async function end({ child }: Process): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  return child.exitCode;
}

async function startTelegram(): Promise<{ url: string; close: () => Promise<void> }> {
  const channels = CHANNELS.map((id) => ({
    type: 'channel' as const,
    id,
    title: `Channel ${id}`,
    members: [EDITOR],
    owner: EDITOR,
    bot: { admin: {} },
  }));
  const chats = [...SEED.chats, { type: 'private' as const, person: ADMIN }, ...channels];
  const world = createTelegramWorld({ dir: null, clock: systemClock, seed: { ...SEED, people: PEOPLE, chats } });
  const server = await startTelegramServer({ world });
  const close = async () => {
    world.close();
    await server.close();
  };
  return { url: server.url, close };
}

async function found(orm: Awaited<ReturnType<typeof createOrm>>, dataDir: string): Promise<void> {
  const desk = {
    orm,
    platforms: new PlatformRegistry([]),
    media: openMediaRoom(await openDiskStore(join(dataDir, 'media'))),
    vault: testVault,
    clock: systemClock,
    ids: systemIds,
    log: quietLog,
    wake: { ring: () => undefined },
  };
  const admin = { telegramId: String(ADMIN), name: 'Ada', username: 'ada_rig', language: 'en', role: 'admin' as const };
  const accounts = CHANNELS.map((id) => ({
    platform: 'telegram',
    name: `Channel ${id}`,
    username: null,
    externalId: String(id),
  }));
  await foundClient(desk, { ...FOUNDING, people: [...FOUNDING.people, admin], accounts });
}
