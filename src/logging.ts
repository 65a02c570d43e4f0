import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
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

/** A longer log is put aside when the program starts; one older one is kept. */
const MAX_FILE_BYTES = 20_000_000;
/** Lines that wait for a full disk; what comes after them is dropped, so that they do not fill the memory instead. */
const MAX_WAITING_BYTES = 4_000_000;

/** On a terminal the log goes to a file, so that the terminal stays a place for people; elsewhere to standard output. */
export function openLog({ dataDir, logLevel }: Pick<Config, 'dataDir' | 'logLevel'>, terminal: boolean): Logging {
  if (!terminal) return { log: makeLog(logLevel, openStream({ fd: 1, sync: true })), file: null };
  const file = join(dataDir, 'copydesk.log');
  try {
    mkdirSync(dataDir, { recursive: true });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_FILE_BYTES) renameSync(file, `${file}.1`);
    return { log: makeLog(logLevel, openStream({ fd: openSync(file, 'a', 0o600), sync: false })), file };
  } catch (error) {
    throw diskStartError(error, dataDir) ?? error;
  }
}

/** Errors are logged by type, sentence and stack; nothing else of them, for other fields may hold requests with secrets. */
export function makeLog(level: string, stream: DestinationStream): Log {
  return pino({ level, base: null, serializers: { err: errorOnly }, timestamp: stdTimeFunctions.isoTime }, stream);
}

function openStream(to: { readonly fd: number; readonly sync: boolean }): DestinationStream {
  const opened = destination({ ...to, maxLength: MAX_WAITING_BYTES });
  // A disk that is full, a reader that is gone: unheard, it would end the process. The lines are tried again with the next ones.
  opened.on('error', () => undefined);
  return opened;
}

function errorOnly(err: unknown): object {
  const { type, message, stack } = stdSerializers.err(err instanceof Error ? err : new Error(String(err)));
  return { type, message, stack };
}
