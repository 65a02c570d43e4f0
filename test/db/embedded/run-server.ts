/** A program for the tests to start, kill and look at: starts the embedded server, then obeys lines on its input. */
import { createInterface } from 'node:readline';
import { startEmbedded } from '../../../src/db/embedded/server.js';
import type { Log } from '../../../src/ports.js';
import { StartError } from '../../../src/start-error.js';

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
const log = (level: string) => (fields: object, sentence: string) =>
  void process.stderr.write(`${level} ${sentence} ${JSON.stringify(fields)}\n`);
const logger: Log = {
  debug: log('debug'),
  info: log('info'),
  warn: log('warn'),
  error: log('error'),
  child: () => logger,
};

const [dir = ''] = process.argv.slice(2);
try {
  const began = performance.now();
  const server = await startEmbedded({ dir, log: logger });
  say({ pid: server.pid, url: server.url('postgres'), ms: Math.round(performance.now() - began) });
  server.onExit((exit) => say({ exit }));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'throw')
      setImmediate(() => {
        throw new Error('thrown on request');
      });
    if (line === 'stop') {
      await server.stop();
      say({ stopped: true });
      process.exit(0);
    }
  }
} catch (error) {
  say(error instanceof StartError ? { startError: error.message } : { error: String(error) });
  process.exitCode = 1;
}
