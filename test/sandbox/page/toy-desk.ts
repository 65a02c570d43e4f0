import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';
import { Bot, InlineKeyboard } from 'grammy';
import { pageRoutes } from '../../../src/sandbox/page/routes.js';
import { telegramRoutes } from '../../../src/sandbox/telegram/routes.js';
import type { WorldSeed } from '../../../src/sandbox/telegram/seed.js';
import { createTelegramWorld } from '../../../src/sandbox/telegram/world.js';
import { systemClock } from '../../../src/system.js';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const [AUTHOR, EDITOR, ADMIN] = [101, 102, 103];
export const GROUP = -1001000000001;
export const CHANNEL = -1001000000002;
export const TOKEN = '7000001:toy-desk-token-of-a-test-only-00000';

const SEED: WorldSeed = {
  bot: {
    id: 7000001,
    username: 'toy_desk_bot',
    name: 'Toy desk',
    token: TOKEN,
  },
  people: [
    { id: AUTHOR, name: 'Olena Author', username: 'author', language: 'en' },
    { id: EDITOR, name: 'Max Editor', username: 'editor', language: 'en' },
    { id: ADMIN, name: 'Ira Admin', username: 'admin', language: 'en' },
  ],
  chats: [
    ...[AUTHOR, EDITOR, ADMIN].map((person) => ({ type: 'private' as const, person })),
    { type: 'supergroup', id: GROUP, title: 'Editors', members: [EDITOR], owner: ADMIN, bot: 'member' },
    {
      type: 'channel',
      id: CHANNEL,
      title: 'Corner Bakery',
      username: 'corner_bakery',
      members: [AUTHOR, EDITOR],
      owner: ADMIN,
      bot: { admin: {} },
    },
  ],
};

/** The simulator, the page and a bot that does in thirty lines what the page can show; on a port of its own. */
export interface ToyDesk extends AsyncDisposable {
  readonly url: string;
  /** Everything goes away and comes back on the same port, with the world as it was. `meanwhile` runs while it is away. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
}

export async function startToyDesk(): Promise<ToyDesk> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-page-'));
  let running = await start(dir, 0);
  const { port } = running;
  return {
    url: `http://127.0.0.1:${port}`,
    async restart(meanwhile) {
      await running.stop();
      await meanwhile();
      running = await start(dir, port);
    },
    async [Symbol.asyncDispose]() {
      await running.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function start(dir: string, port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const world = createTelegramWorld({ dir, clock: systemClock, seed: SEED });
  const server = Fastify({ forceCloseConnections: true });
  await server.register(telegramRoutes(world), { prefix: '/sandbox/telegram' });
  await server.register(pageRoutes({ token: 'token-"of"-a-test', root: ROOT }));
  await server.listen({ host: '127.0.0.1', port });
  const address: AddressInfo | string | null = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  const bot = toyBot(`http://127.0.0.1:${address.port}/sandbox/telegram`);
  await bot.api.setMyCommands([
    { command: 'start', description: 'Begin' },
    { command: 'all', description: 'Every kind of text' },
    { command: 'ask', description: 'A question' },
  ]);
  const polling = bot.start();
  return {
    port: address.port,
    async stop() {
      await bot.stop();
      await polling;
      await server.close();
      world.close();
    },
  };
}

/** Every kind of formatting, with an emoji of two UTF-16 units before the rest: counted otherwise, all would be shifted. */
const FORMATTED =
  '😀 <b>bold</b> <i>italic</i> <u>under</u> <s>struck</s> <code>code</code> <tg-spoiler>secret</tg-spoiler> ' +
  '<a href="https://example.org/">link</a>\n<blockquote>quoted</blockquote>\n<pre>let x = 1;</pre>\n' +
  '&lt;img src=x onerror=alert(1)&gt;';

function toyBot(apiRoot: string): Bot {
  const bot = new Bot(SEED.bot.token, { client: { apiRoot } });
  const draft = new InlineKeyboard()
    .text('Where', 'where')
    .text('Delete', 'alert')
    .row()
    .text('Send to review', 'submit');
  const review = new InlineKeyboard().text('Approve', 'approve').row().text('Reject', 'nothing');

  bot.command('start', (context) => context.reply('Send me a text or a picture.'));
  bot.command('all', (context) => context.reply(FORMATTED, { parse_mode: 'HTML' }));
  bot.command('ask', (context) =>
    context.reply('Why?', { reply_markup: { force_reply: true, input_field_placeholder: 'The reason' } }),
  );
  bot.on('message', async (context) => {
    if (context.chat.type !== 'private') return;
    const text = context.message.text ?? context.message.caption ?? 'a picture';
    await context.reply(`Draft\n${text}`, {
      reply_markup: draft,
      reply_parameters: { message_id: context.message.message_id },
      entities: [{ type: 'bold', offset: 0, length: 5 }],
    });
  });
  bot.on('edited_message:text', (context) => context.reply(`You changed it to ${context.editedMessage.text}`));
  bot.callbackQuery('where', (context) => context.answerCallbackQuery('To the channel'));
  bot.callbackQuery('alert', (context) => context.answerCallbackQuery({ text: 'Not while I watch', show_alert: true }));
  bot.callbackQuery('submit', async (context) => {
    const text = (context.msg?.text ?? '').replace('Draft\n', '');
    await context.answerCallbackQuery('Sent to the editors');
    await context.editMessageText(`In review\n${text}`);
    await bot.api.sendMessage(GROUP, text, { reply_markup: review });
  });
  bot.callbackQuery('approve', async (context) => {
    await context.answerCallbackQuery();
    const text = context.msg?.text ?? '';
    const post = await bot.api.sendMessage(CHANNEL, text);
    const link = new InlineKeyboard().url('Open the post', `https://t.me/corner_bakery/${post.message_id}`);
    await context.editMessageText(`${text}\n\nApproved`, { reply_markup: link });
  });
  // "nothing" is not answered: a tap that hangs.
  bot.catch(() => undefined);
  return bot;
}
