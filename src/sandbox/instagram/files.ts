import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Enough for the headers of a picture, and of a video whose index comes first. */
const HEAD_BYTES = 1024 * 1024;

export interface Received {
  readonly sha256: string;
  readonly size: number;
  readonly head: Buffer;
}

/** What Instagram fetched, by hash; on disk where the world has a directory. */
export class Files {
  private readonly contents = new Map<string, Buffer>();
  private readonly dir: string | null;
  private incoming = 0;

  constructor(dir: string | null) {
    this.dir = dir === null ? null : join(dir, 'files');
    if (this.dir !== null) mkdirSync(this.dir, { recursive: true });
  }

  read(sha256: string): Buffer | null {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    if (this.dir === null) return this.contents.get(sha256) ?? null;
    const path = join(this.dir, sha256);
    return existsSync(path) ? readFileSync(path) : null;
  }

  /** Null where it is larger than anything Instagram takes. */
  async receive(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Received | null> {
    const hash = createHash('sha256');
    const sink = this.openSink();
    const head: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of chunks) {
        if (size < HEAD_BYTES) head.push(chunk);
        size += chunk.length;
        if (size > maxBytes) return null;
        hash.update(chunk);
        sink.write(chunk);
      }
      const sha256 = hash.digest('hex');
      sink.keep(sha256);
      return { sha256, size, head: Buffer.concat(head) };
    } finally {
      sink.end();
    }
  }

  private openSink(): { write(chunk: Uint8Array): void; keep(sha256: string): void; end(): void } {
    if (this.dir === null) {
      const chunks: Uint8Array[] = [];
      return {
        write: (chunk) => void chunks.push(chunk),
        keep: (sha256) => void this.contents.set(sha256, Buffer.concat(chunks)),
        end: () => {},
      };
    }
    this.incoming += 1;
    const path = join(this.dir, `incoming-${this.incoming}`);
    const fd = openSync(path, 'w', 0o600);
    const folder = this.dir;
    return {
      write: (chunk) => {
        for (let at = 0; at < chunk.length;) at += writeSync(fd, chunk, at);
      },
      keep: (sha256) => renameSync(path, join(folder, sha256)),
      end: () => {
        closeSync(fd);
        rmSync(path, { force: true });
      },
    };
  }
}
