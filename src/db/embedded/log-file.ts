import { copyFile, open, stat, truncate, type FileHandle } from 'node:fs/promises';
import { ownLikeDirectory } from './ownership.js';

const MAX_BYTES = 1_048_576;
const LOOK_EVERY_MS = 10_000;

/** PostgreSQL's own log. The server appends to it directly, so that it goes on when we are gone; we keep it short. */
export interface LogFile {
  readonly path: string;
  open(): Promise<FileHandle>;
  size(): Promise<number>;
  /** What was written after the file had this size; the end of it when it is long. */
  textSince(size: number): Promise<string>;
  close(): void;
}

export function keepLogFile(path: string): LogFile {
  const size = async (): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;
  const trim = async (): Promise<void> => {
    if ((await size()) <= MAX_BYTES) return;
    await copyFile(path, `${path}.1`);
    await ownLikeDirectory(`${path}.1`);
    // The server's handle is in append mode: it goes on at the new end.
    await truncate(path);
  };
  const timer = setInterval(() => void trim().catch(() => undefined), LOOK_EVERY_MS);
  timer.unref();
  return {
    path,
    size,
    open: async () => {
      await trim();
      const file = await open(path, 'a', 0o600);
      await ownLikeDirectory(path);
      return file;
    },
    textSince: async (before) => {
      const file = await open(path, 'r');
      try {
        const end = await size();
        const buffer = Buffer.alloc(Math.max(0, Math.min(end - before, 65_536)));
        await file.read(buffer, 0, buffer.length, end - buffer.length);
        return buffer.toString();
      } finally {
        await file.close();
      }
    },
    close: () => clearInterval(timer),
  };
}

/** Why one of PostgreSQL's programs gave up, from what it wrote: what comes after its first complaint follows from it. */
export function findFailure(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.includes('is starting up'));
  const failure = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return failure.replace(/^.*?(?:FATAL|PANIC|error): +/, '').trim();
}
