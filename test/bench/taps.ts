import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Bot, InlineKeyboard } from 'grammy';
import type { Verb } from '../../bot/callback-data.js';
import { openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { openSandbox, SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { connectPeople, type Person } from '../../src/sandbox/telegram/people-client.js';
import { systemClock } from '../../src/system.js';
import { offers, tap } from '../stories/acting.js';
import { quietLog } from '../support/log.js';
import { NO_LIMITS } from '../support/rates.js';
import { type Figure, percentile } from './figure.js';

const RUNS = 3;
const DRAFTS = 5;
/** From what a person sees to the tap; nobody is quicker. */
const FINGER_MS = 100;
/** What the author does with each draft, and the button that shows when it has been done. */
const WAY: readonly { verb: Verb; shows: Verb | null }[] = [
  { verb: 'preview', shows: 'when' },
  { verb: 'when', shows: 'back' },
  { verb: 'back', shows: 'where' },
  { verb: 'where', shows: 'back' },
  { verb: 'back', shows: 'submit' },
  { verb: 'submit', shows: null },
];

/** From a tap to the bot's answer to it, both over HTTP, beside a bot that answers at once. Its own pace, not the tests'. */
export async function taps(dir: string): Promise<Figure[]> {
  const bare = await measureBare(dir);
  const ours = await measureOurs(dir);
  return [
    { what: 'tap to answer: p50', unit: 'ms', runs: ofEach(ours, 0.5), bare: ofEach(bare, 0.5) },
    { what: 'tap to answer: p95', unit: 'ms', runs: ofEach(ours, 0.95), bare: ofEach(bare, 0.95), goal: 300 },
  ];
}

function ofEach(runs: readonly number[][], share: number): number[] {
  return runs.map((times) => percentile(times, share));
}

async function measureOurs(dir: string): Promise<number[][]> {
  // No person is this quick for so long: Telegram would not let the cards follow.
  const pace = { rates: NO_LIMITS };
  await using app = await openApp(parseConfig({ DATA_DIR: join(dir, 'taps'), PORT: '0' }), quietLog, { pace });
  const people = connectPeople(`${app.url}/sandbox/telegram`);
  const author = people.as(SANDBOX_PLACES.author);
  const { bot } = await people.world();
  await walk(author, bot.id, 'before it is measured');
  return await rounds((name) => walk(author, bot.id, name));
}

/** One draft from its card to its review. */
async function walk(author: Person, bot: number, name: string): Promise<number[]> {
  const sent = await author.send(bot, name);
  const times: number[] = [];
  let card = await author.waitFor(bot, (message) => message.id > sent.id && offers(message, 'submit'));
  for (const { verb, shows } of WAY) {
    const shown = card;
    await systemClock.sleep(FINGER_MS);
    times.push(await timed(() => tap(author, shown, verb)));
    if (shows) card = await author.waitFor(bot, (message) => message.id === shown.id && offers(message, shows));
  }
  return times;
}

async function measureBare(dir: string): Promise<number[][]> {
  await using opened = new AsyncDisposableStack();
  const sandbox = await openSandbox({ dir: await mkdtemp(join(dir, 'telegram-')), clock: systemClock, log: quietLog });
  opened.defer(() => sandbox.close());
  const bot = new Bot(sandbox.token, { client: { apiRoot: sandbox.apiRoot } });
  bot.on('message', (context) => context.reply('card', { reply_markup: new InlineKeyboard().text('button', 'data') }));
  bot.on('callback_query', (context) => context.answerCallbackQuery('answer'));
  await bot.init();
  const running = bot.start();
  opened.defer(async () => {
    await bot.stop();
    await running;
  });
  const author = connectPeople(sandbox.apiRoot).as(SANDBOX_PLACES.author);
  const press = async (name: string) => {
    const sent = await author.send(bot.botInfo.id, name);
    const card = await author.waitFor(
      bot.botInfo.id,
      (message: MessageView) => message.id > sent.id && message.text === 'card',
    );
    const times: number[] = [];
    for (let i = 0; i < WAY.length; i += 1) times.push(await timed(() => author.tap(card, 'data')));
    return times;
  };
  await press('before it is measured');
  return await rounds(press);
}

async function rounds(walkOnce: (name: string) => Promise<number[]>): Promise<number[][]> {
  const all: number[][] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const times: number[] = [];
    for (let i = 0; i < DRAFTS; i += 1) times.push(...(await walkOnce(`Draft ${i} of round ${run}`)));
    all.push(times);
  }
  return all;
}

async function timed(work: () => Promise<{ text: string | null } | null>): Promise<number> {
  const from = performance.now();
  const answer = await work();
  if (!answer) throw new Error('A tap was not answered');
  return performance.now() - from;
}
