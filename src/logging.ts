import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, destination, pino, stdSerializers, stdTimeFunctions } from 'pino';
import type { Config } from './config.js';
import type { Log } from './ports.js';
import { diskStartError } from './start-error.js';

export interface Logging {
  readonly log: Log;
  /** Where it is written; null is standard output. */
  readonly file: string | null;
}

/** On a terminal the log goes to a file, so that the terminal stays a place for people; elsewhere to standard output. */
export function openLog({ dataDir, logLevel }: Pick<Config, 'dataDir' | 'logLevel'>, terminal: boolean): Logging {
  if (!terminal) return { log: makeLog(logLevel, destination(1)), file: null };
  const file = join(dataDir, 'copydesk.log');
  try {
    mkdirSync(dataDir, { recursive: true });
    return { log: makeLog(logLevel, destination({ dest: file, sync: false })), file };
  } catch (error) {
    throw diskStartError(error, dataDir) ?? error;
  }
}

/** Errors are logged by type, sentence and stack; nothing else of them, for other fields may hold requests with secrets. */
export function makeLog(level: string, stream: DestinationStream): Log {
  return pino({ level, base: null, serializers: { err: errorOnly }, timestamp: stdTimeFunctions.isoTime }, stream);
}

function errorOnly(err: unknown): object {
  const { type, message, stack } = stdSerializers.err(err instanceof Error ? err : new Error(String(err)));
  return { type, message, stack };
}
