import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.js';
import { makeLog } from '../logging.js';
import type { Log } from '../ports.js';
import { diskStartError, StartError } from '../start-error.js';

export interface Script {
  readonly config: Config;
  /** What a person should hear of: written to standard error. */
  readonly log: Log;
  say(sentence: string): void;
  /** The value of `--name`; without it the script ends and says how it is called. */
  argument(name: string): string;
}

/** Runs one script to its end; a mistake of whoever called it is one sentence. */
export async function runScript(usage: string, work: (script: Script) => Promise<void>): Promise<never> {
  try {
    const log = makeLog('warn', { write: (line) => void process.stderr.write(line) });
    const given = readArguments(usage);
    const argument = (name: string) => given.get(name) ?? refuse(usage);
    await work({ config: readConfig(), log, argument, say: (sentence) => void process.stdout.write(`${sentence}\n`) });
    process.exit(0);
  } catch (thrown) {
    const path = thrown instanceof Error && 'path' in thrown ? String(thrown.path) : '';
    const known = thrown instanceof StartError ? thrown : diskStartError(thrown, path);
    process.stderr.write(`${known ? known.message : thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
    process.exit(1);
  }
}

function readArguments(usage: string): ReadonlyMap<string, string> {
  const names = [...usage.matchAll(/--([a-z]+) /g)].map(([, name]) => name ?? '');
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ options });
    return new Map(
      Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return refuse(usage);
  }
}

function refuse(usage: string): never {
  throw new StartError(`Call it so: ${usage}`);
}
