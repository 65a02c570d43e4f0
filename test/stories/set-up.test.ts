import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { createEmptyDatabase } from '../support/empty-database.js';
import { quietLog } from '../support/log.js';
import { NO_LIMITS } from '../support/rates.js';
import { createSetting } from '../sandbox/telegram/setting.js';
import { tap } from './acting.js';

const TOKEN = '700000003:a-token-for-nobody-but-a-simulator';
const BOT = 700_000_003;
const [FOUNDER, WRITER, EDITOR] = [21, 22, 23];
const GROUP = -1_000_000_000_333;
const CHANNEL = -1_001_234_567_334;
const SEED = {
  bot: { id: BOT, username: 'fresh_bot', name: 'Fresh', token: TOKEN },
  people: [
    { id: FOUNDER, name: 'Iryna', username: 'iryna', language: 'en' },
    { id: WRITER, name: 'Olena', username: 'olena', language: 'uk' },
    { id: EDITOR, name: 'Marko', username: 'marko', language: 'en' },
  ],
  chats: [
    {
      type: 'supergroup' as const,
      id: GROUP,
      title: 'Desk',
      members: [FOUNDER, EDITOR],
      owner: FOUNDER,
      bot: 'absent' as const,
    },
    {
      type: 'channel' as const,
      id: CHANNEL,
      title: 'Bean News',
      members: [FOUNDER],
      owner: FOUNDER,
      bot: 'absent' as const,
    },
  ],
};

let closing: AsyncDisposableStack;
let app: App;
let founder: Person;
let writer: Person;
let editor: Person;
let start: () => Promise<void>;
beforeEach(async () => {
  closing = new AsyncDisposableStack();
  const telegram = closing.use(await createSetting({ seed: SEED }));
  const { url, drop } = await createEmptyDatabase();
  closing.defer(drop);
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-fresh-'));
  closing.defer(() => rm(dir, { recursive: true, force: true }));
  const env = {
    DATA_DIR: dir,
    DATABASE_URL: url,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.url,
    PORT: '0',
  };
  start = async () => {
    app = await openApp(parseConfig(env), quietLog, {
      pace: { lookEveryMs: 100, sweepEveryMs: 200, rates: NO_LIMITS },
    });
  };
  founder = telegram.people.as(FOUNDER);
  writer = telegram.people.as(WRITER);
  editor = telegram.people.as(EDITOR);
  await start();
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await closing.disposeAsync();
});

test('from an empty database to a post that is live, with restarts in between', async () => {
  await founder.send(BOT, '/start');
  await founder.waitFor(BOT, says('private desk of a team'));
  const code = /send \/start (\w+) to @fresh_bot/.exec(app.claim ?? '')?.[1];
  await founder.send(BOT, `/start ${code}`);
  await founder.waitFor(BOT, says('what is the brand called'));
  await restart();
  await founder.send(BOT, 'Daily Bean');
  const card = await founder.waitFor(BOT, says('Setting up Daily Bean', 'Whose clock'));
  const place = buttonsOf(card).find((text) => text.startsWith('Berlin')) ?? '';
  await founder.tap(card, place);
  const inBerlin = await shows(card, 'Time zone: Berlin');
  await restart();
  expect(app.claim).toBeNull();
  await founder.tap(inBerlin, 'English');
  await shows(card, 'Where do editors look at posts');
  await founder.send(BOT, '/start');
  const again = await founder.waitFor(BOT, (message) => message.id > card.id && says('Where do editors')(message));
  await founder.setBot(GROUP, { status: 'member' });
  const grouped = await shows(again, '✅ Editors’ group', 'Where do posts go');
  await founder.waitFor(GROUP, says('Posts of Daily Bean are reviewed here from now on'));
  await founder.tap(grouped, '➕ Add a Telegram channel or group');
  const which = await founder.waitFor(BOT, says('Where should Daily Bean publish?'));
  await founder.press(which, '📢 Choose a channel', CHANNEL);
  await founder.waitFor(BOT, says('“Bean News” is connected to Daily Bean'));
  const team = await founder.waitFor(BOT, says('✅ First account', 'Who writes and who approves'));
  await founder.tap(team, '👥 Team');
  const list = await founder.waitFor(BOT, says('Team of Daily Bean'));

  await letIn(list, 'editor', editor, 'You have joined Daily Bean, role: editor');
  await founder.waitFor(BOT, says('✅ Daily Bean is set up'));
  await founder.waitFor(BOT, says('Marko has joined Daily Bean as an editor', 'in the editors’ group: add them'));
  await letIn(list, 'author', writer, 'Ви приєдналися до Daily Bean');
  await founder.waitFor(BOT, says('Olena has joined Daily Bean as an author'));

  await writer.send(BOT, 'Свіжа кава з Ефіопії');
  const draft = await writer.waitFor(BOT, says('Чернетка', 'Daily Bean', 'Свіжа кава'));
  await tap(writer, draft, 'submit');
  const review = await editor.waitFor(GROUP, says('Please review', 'Свіжа кава'));
  await tap(editor, review, 'approve');
  const live = await founder.waitFor(CHANNEL, says('Свіжа кава з Ефіопії'));
  const told = await writer.waitFor(BOT, (message) => message.replyTo === draft.id, 20_000);
  expect(told.entities).toContainEqual(expect.objectContaining({ type: 'text_link', url: live.link }));
});

/** The founder makes a link for somebody, who opens it. */
async function letIn(list: MessageView, role: 'author' | 'editor', person: Person, greeting: string): Promise<void> {
  await founder.tap(list, `➕ Invite an ${role}`);
  const link = await founder.waitFor(BOT, says('lets one person into Daily Bean', `role: ${role}`));
  const payload = /start=(i_[\w-]+)/.exec(link.text ?? '')?.[1];
  await person.send(BOT, `/start ${payload}`);
  await person.waitFor(BOT, says(greeting));
}

async function restart(): Promise<void> {
  await app[Symbol.asyncDispose]();
  await start();
}

async function shows({ id }: MessageView, ...words: string[]): Promise<MessageView> {
  return founder.waitFor(BOT, (message) => message.id === id && says(...words)(message));
}
