import { expect } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp, type Pace } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { makeLog } from '../../src/logging.js';
import { SANDBOX_INSTAGRAM_TOKEN, SANDBOX_PLACES, SANDBOX_TOKEN } from '../../src/sandbox/sandbox.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { connectPeople, type PeopleClient, type Person } from '../../src/sandbox/telegram/people-client.js';
import { NO_LIMITS } from './rates.js';
import { said } from './said.js';

/** The whole desk, as a person in the sandbox has it: everything below is over HTTP. */
export interface DeskApp extends AsyncDisposable {
  readonly app: App;
  readonly url: string;
  readonly people: PeopleClient;
  readonly author: Person;
  readonly editor: Person;
  readonly admin: Person;
  /** Chats, by Telegram id; the private chat of each person with the bot is `bot`. */
  readonly chats: { readonly bot: number; readonly editors: number; readonly channel: number };
  /** Everything logged so far, as text. */
  logged(): string;
  /** Posts in the channel, oldest first. */
  live(): Promise<MessageView[]>;
  /** Stops everything and starts it again on the same data. */
  restart(): Promise<DeskApp>;
}

const QUICK: Partial<Pace> = { lookEveryMs: 200, sweepEveryMs: 200, rates: NO_LIMITS };

/** `env`: variables beside those of a sandbox. */
export async function openDesk(pace: Partial<Pace> = {}, env: Record<string, string> = {}): Promise<DeskApp> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-story-'));
  return openDeskIn(dir, { ...QUICK, ...pace }, env);
}

async function openDeskIn(dir: string, pace: Partial<Pace>, env: Record<string, string>): Promise<DeskApp> {
  const lines: string[] = [];
  const log = makeLog('debug', { write: (line) => void lines.push(line) });
  const app = await openApp(parseConfig({ DATA_DIR: dir, PORT: '0', ...env }), log, { pace });
  const url = app.url ?? '';
  const people = connectPeople(`${url}/sandbox/telegram`);
  const { bot } = await people.world();
  const reader = people.as(SANDBOX_PLACES.author);
  /** Every story also shows that the log keeps what people wrote, and secrets, to itself. */
  const close = async () => {
    const { password } = new URL(String(app.desk.orm.config.get('clientUrl')));
    const members = [SANDBOX_PLACES.author, SANDBOX_PLACES.editor, SANDBOX_PLACES.admin];
    const secrets = [...(await said(people, members)), password, SANDBOX_TOKEN, SANDBOX_INSTAGRAM_TOKEN];
    await app[Symbol.asyncDispose]();
    expect(secrets.filter((secret) => lines.some((line) => line.includes(secret)))).toEqual([]);
  };
  return {
    app,
    url,
    people,
    author: reader,
    editor: people.as(SANDBOX_PLACES.editor),
    admin: people.as(SANDBOX_PLACES.admin),
    chats: { bot: bot.id, editors: SANDBOX_PLACES.editorsGroup, channel: SANDBOX_PLACES.channel },
    logged: () => lines.join(''),
    live: () => reader.messages(SANDBOX_PLACES.channel),
    async restart() {
      await close();
      return openDeskIn(dir, pace, env);
    },
    async [Symbol.asyncDispose]() {
      await close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
