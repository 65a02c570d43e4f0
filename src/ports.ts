import type { Readable } from 'node:stream';
import type { Receipt } from './domain/delivery.js';

/** What the domain and the use cases need from outside; `app.ts` hands in the real ones, tests may hand in others. */

export interface Clock {
  now(): Date;
  sleep(ms: number): Promise<void>;
}

export interface Ids {
  /** A new UUID. Time-ordered (version 7), so that rows made together lie together. */
  uuid(): string;
  /** A secret of `bytes` random bytes, base64url. */
  secret(bytes: number): string;
  /** A number in [0, 1), for jitter. */
  random(): number;
}

/** The shape of pino's methods: fields first, then the sentence. Never message text, never a secret. */
export interface Log {
  debug(fields: object, sentence: string): void;
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
  child(fields: object): Log;
}

/** The alarm clock. It may ring twice, late or never; the row in Postgres decides. */
export interface Wake {
  /** Asks for `run-delivery` at the given time; never throws and never waits for the store. Call it after the commit. */
  ring(deliveryId: string, at: Date): void;
}

/** A delivery of kind `notice` in its sender's terms: a card to show as it is now, or a message to say once. */
export interface Notice {
  readonly cardId: string | null;
  readonly payload: unknown;
}

/** Sends what the desk says in Telegram. Throws only `PlatformError`. */
export interface Notices {
  send(notice: Notice, signal: AbortSignal): Promise<Receipt>;
}

/** Originals and renditions, each kept under the SHA-256 of its bytes: the same picture twice is one file. */
export interface MediaStore {
  /** Refuses with `media_too_large`; throws `MediaFull` where there is no space. What fails leaves nothing behind. */
  put(source: Readable | Buffer, maxBytes: number): Promise<{ hash: string; size: number }>;
  /** The stream fails where there is no such file. */
  open(hash: string): Readable;
  has(hash: string): Promise<boolean>;
}
