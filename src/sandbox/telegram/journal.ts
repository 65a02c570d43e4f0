import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One thing that became true: a row of a table, or its end. */
export type Change = readonly [table: string, key: string, value: unknown];

/**
 * Append-only file of JSON lines; each line is one step of the world and is true as a whole or not at all.
 * A line is in the kernel's hands when `append` returns, so `kill -9` of the process loses nothing that was answered.
 */
export interface Journal {
  append(changes: readonly Change[]): void;
  /** Replaces everything by these lines: the journal's beginning after a start. */
  rewrite(steps: Iterable<readonly Change[]>): void;
  close(): void;
}

const WRITE_AT = 1 << 20;

/** Everything up to the first line that cannot be read; where that is not the last one, a copy is put aside. */
export function readJournal(dir: string): { changes: Change[]; damaged: boolean } {
  const path = join(dir, 'journal.jsonl');
  if (!existsSync(path)) return { changes: [], damaged: false };
  const lines = readFileSync(path, 'utf8').split('\n');
  // What follows the last newline was torn off by a crash: its request was never answered.
  lines.pop();
  const changes: Change[] = [];
  for (const line of lines) {
    const step = parseLine(line);
    if (step) changes.push(...step);
    else {
      copyFileSync(path, `${path}.damaged`);
      return { changes, damaged: true };
    }
  }
  return { changes, damaged: false };
}

const stepSchema = z.array(
  z.tuple([z.string(), z.string(), z.unknown()]).transform(([table, key, value]): Change => [table, key, value]),
);

function parseLine(line: string): Change[] | null {
  try {
    return stepSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

export function openJournal(dir: string): Journal {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'journal.jsonl');
  let fd = openSync(path, 'a', 0o600);
  let open = true;
  return {
    append(changes) {
      // The number of a closed file may be another file's by now.
      if (!open) throw new Error('the simulated Telegram is closed');
      const { size } = fstatSync(fd);
      try {
        writeAll(fd, `${JSON.stringify(changes)}\n`);
      } catch (error) {
        // A full disk may take half a line; the next one must not be glued to it.
        ftruncateSync(fd, size);
        throw error;
      }
    },
    rewrite(steps) {
      const fresh = `${path}.new`;
      const out = openSync(fresh, 'w', 0o600);
      let lines = '';
      for (const step of steps) {
        lines += `${JSON.stringify(step)}\n`;
        if (lines.length < WRITE_AT) continue;
        writeAll(out, lines);
        lines = '';
      }
      writeAll(out, lines);
      fsyncSync(out);
      closeSync(out);
      closeSync(fd);
      renameSync(fresh, path);
      fd = openSync(path, 'a', 0o600);
    },
    close() {
      if (open) closeSync(fd);
      open = false;
    },
  };
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}
