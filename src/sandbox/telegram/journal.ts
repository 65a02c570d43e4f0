import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

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

export function readJournal(dir: string): Change[] {
  const path = join(dir, 'journal.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  // What follows the last newline was torn off by a crash: its request was never answered.
  lines.pop();
  return lines.flatMap((line) => (line === '' ? [] : parseLine(line)));
}

function parseLine(line: string): Change[] {
  const parsed: unknown = JSON.parse(line);
  if (!Array.isArray(parsed)) throw new Error('the sandbox journal holds a line that is not a step');
  return parsed.map((change: unknown) => {
    if (!Array.isArray(change) || typeof change[0] !== 'string' || typeof change[1] !== 'string') {
      throw new Error('the sandbox journal holds a change without table and key');
    }
    return [change[0], change[1], change[2]];
  });
}

export function openJournal(dir: string): Journal {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'journal.jsonl');
  let fd = openSync(path, 'a', 0o600);
  return {
    append(changes) {
      writeAll(fd, `${JSON.stringify(changes)}\n`);
    },
    rewrite(steps) {
      const fresh = `${path}.new`;
      const out = openSync(fresh, 'w', 0o600);
      for (const step of steps) writeAll(out, `${JSON.stringify(step)}\n`);
      fsyncSync(out);
      closeSync(out);
      closeSync(fd);
      renameSync(fresh, path);
      fd = openSync(path, 'a', 0o600);
    },
    close() {
      closeSync(fd);
    },
  };
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}
