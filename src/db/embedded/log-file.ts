import { copyFile, open, stat, truncate, type FileHandle } from 'node:fs/promises';

const MAX_BYTES = 1_048_576;
const LOOK_EVERY_MS = 10_000;

/** PostgreSQL's own log. The server appends to it directly, so that it goes on when we are gone; we keep it short. */
export interface LogFile {
  readonly path: string;
  open(): Promise<FileHandle>;
  size(): Promise<number>;
  /** The last line about a failure written after the file had this size; empty when there is none. */
  failureSince(size: number): Promise<string>;
  close(): void;
}

export function keepLogFile(path: string): LogFile {
  const size = async (): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;
  const trim = async (): Promise<void> => {
    if ((await size()) <= MAX_BYTES) return;
    await copyFile(path, `${path}.1`);
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
      return open(path, 'a', 0o600);
    },
    failureSince: async (before) => {
      const file = await open(path, 'r');
      try {
        const end = await size();
        const buffer = Buffer.alloc(Math.max(0, Math.min(end - before, 16_384)));
        await file.read(buffer, 0, buffer.length, end - buffer.length);
        return lastFailure(buffer.toString());
      } finally {
        await file.close();
      }
    },
    close: () => clearInterval(timer),
  };
}

/** What PostgreSQL's programs say last before they give up, without time and process number. */
export function lastFailure(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const failure = lines.findLast((line) => /FATAL|PANIC|error:|could not/.test(line)) ?? lines.at(-1) ?? '';
  return failure.replace(/^.*?(?:FATAL|PANIC|error): +/, '').trim();
}
