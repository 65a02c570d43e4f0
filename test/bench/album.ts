import { join } from 'node:path';
import sharp from 'sharp';
import { openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import { connectPeople } from '../../src/sandbox/telegram/people-client.js';
import { offers } from '../stories/acting.js';
import { quietLog } from '../support/log.js';
import type { Figure } from './figure.js';

const RUNS = 5;

/** An album of ten as the author sends it: from its last part to the card that shows all of it. */
export async function album(dir: string): Promise<Figure[]> {
  await using app = await openApp(parseConfig({ DATA_DIR: join(dir, 'album'), PORT: '0' }), quietLog);
  const people = connectPeople(`${app.url}/sandbox/telegram`);
  const author = people.as(SANDBOX_PLACES.author);
  const { bot } = await people.world();
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const sent = await author.sendPhoto(bot.id, await pictures(run), `Ten cups, for the ${run}th time`);
    const from = performance.now();
    await author.waitFor(
      bot.id,
      (card) => card.id > sent.id && offers(card, 'submit') && /\b10\b/.test(card.text ?? ''),
    );
    runs.push(performance.now() - from);
  }
  return [{ what: 'album of 10: last part to card', unit: 'ms', runs, goal: 2_000 }];
}

/** Of the size to which Telegram's apps make them, and with noise, so that they are not small. */
async function pictures(run: number): Promise<Buffer[]> {
  const made = Array.from({ length: 10 }, (_, index) =>
    sharp({
      create: {
        width: 1_280,
        height: 960,
        channels: 3,
        background: { r: run * 10, g: index * 20, b: 90 },
        noise: { type: 'gaussian', mean: 128, sigma: 20 },
      },
    })
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
  return Promise.all(made);
}
