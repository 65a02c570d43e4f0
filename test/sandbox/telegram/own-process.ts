import { systemClock } from '../../../src/system.js';
import { startTelegramServer } from '../../../src/sandbox/telegram/server.js';
import { createTelegramWorld } from '../../../src/sandbox/telegram/world.js';
import { SEED } from './seed.js';

/** A simulated Telegram in a process of its own, to be killed: `own-process.ts <dir>`; prints where it listens. */
const world = createTelegramWorld({ dir: process.argv[2] ?? null, clock: systemClock, seed: SEED });
const { url } = await startTelegramServer({ world });
process.stdout.write(`${url}\n`);
