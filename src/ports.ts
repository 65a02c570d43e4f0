import type { Readable } from 'node:stream';
import type { MediaRef } from './domain/content.js';
import type { Receipt } from './domain/delivery.js';
import type { SendRequest } from './domain/pace.js';

/** What the domain and the use cases need from outside; `app.ts` hands in the real ones, tests may hand in others. */

export interface Clock {
  now(): Date;
  /** Ends early, and without an error, when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
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

/** How the alarm clock stands in this process. */
export interface AlarmState {
  readonly store: 'postgres' | 'mongodb';
  readonly up: boolean;
  /** The moment of the last change between up and away. */
  readonly since: Date;
  /** Why it is away, or was the last time. */
  readonly lastError: string | null;
  /** Rings that wait for the store. */
  readonly waiting: number;
  /** Rings given up since the start; the sweep finds their rows. */
  readonly dropped: number;
  /** How often it was connected. */
  readonly connected: number;
}

/** What lies in the alarm clock's store, for operators. */
export interface AlarmLook {
  /** Rings that are to come. */
  readonly rings: number;
  /** Of the oldest that is due and that nobody has begun. */
  readonly oldestDueAt: Date | null;
  readonly recurring: readonly { readonly name: string; readonly nextAt: Date | null; readonly lastAt: Date | null }[];
}

/** The alarm clock as an operator sees it. */
export interface AlarmView {
  state(): AlarmState;
  /** Null while the store is away. */
  look(): Promise<AlarmLook | null>;
}

/** What is said of a span: ids, networks, kinds. Never text, never a secret, never an address. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  set(facts: SpanFacts): void;
}

/** Who did what for how long, from a tap to the publication, over all processes. */
export interface Tracer {
  /**
   * Does `work` as a part of what is under way, and says nothing where nothing is. With a `parent`, which `current` told, maybe in another
   * process, it is a part of that; with null something begins here.
   */
  span<T>(name: string, facts: SpanFacts, work: (span: Span) => Promise<T>, parent?: string | null): Promise<T>;
  /** Does `work` as a part of nothing, whatever it was that set it off. */
  apart<T>(work: () => Promise<T>): Promise<T>;
  /** Something that began then and is over now, as a part of what is under way. */
  past(name: string, from: Date, facts: SpanFacts): void;
  /** What is under way, as a `traceparent` to be kept; null where nothing is. */
  current(): string | null;
}

const NO_SPAN: Span = { set: () => undefined };

/** For a desk that is not traced. */
export const untraced: Tracer = {
  span: (_name, _facts, work) => work(NO_SPAN),
  apart: (work) => work(),
  past: () => undefined,
  current: () => null,
};

/** Sums over all processes and restarts, for `/metrics`. Names and labels are of a bounded number. */
export interface Tally {
  add(name: string, labels: Readonly<Record<string, string>>, by?: number): void;
}

/** A delivery of kind `notice` in its sender's terms: a card to show as it is now, or a message to say once. */
export interface Notice {
  readonly cardId: string | null;
  readonly payload: unknown;
}

/** Sends what the desk says in Telegram. Throws only `PlatformError`. */
export interface Notices {
  /** What it will ask of the Bot API first; null where nothing will be sent. */
  request(notice: Notice): Promise<SendRequest | null>;
  send(notice: Notice, signal: AbortSignal): Promise<Receipt>;
}

/** Telegram's limits on a bot, kept for all processes. What is refused for now is told when to come; it says so when it comes. */
export interface SendPace {
  /** When it may leave; where that is not later than now, its place is taken. */
  take(request: SendRequest, wasPromised: boolean): Promise<Date>;
  /** When it may leave, and keeps that place free for it. */
  promise(request: SendRequest): Promise<Date>;
  /** It leaves whatever the limits say: a person waits for it. */
  count(request: SendRequest): Promise<void>;
  /** Telegram said how long nothing may be sent there. */
  shut(chatId: string, until: Date): Promise<void>;
}

/** Work that one process at a time does. It passes to another one when that process stops, dies or is cut off from Postgres. */
export interface Turn {
  /** So long it lasts unless it is taken again. */
  readonly lastsMs: number;
  /**
   * Takes or keeps it; false where another process has it. `trouble`, what stands in the way of the work, is for people who ask another
   * process.
   */
  take(trouble: string | null): Promise<boolean>;
  /** The next one may have it at once. */
  give(): Promise<void>;
}

/** One update of Telegram as it came, stored for whichever process handles it. */
export interface StoredUpdate {
  readonly id: number;
  readonly body: unknown;
  /** How often it was taken, this time included: a crash leaves it to be taken again. */
  readonly tries: number;
}

/** Updates that came by webhook. All of one chat are with one process at a time, in their order. */
export interface UpdateStore {
  /** So long what was taken stays with this process unless it is extended. */
  readonly leaseMs: number;
  /** What is here already is no news. False where as much waits as may: Telegram keeps the rest for a day. */
  keep(update: { readonly id: number; readonly chatId: number; readonly body: unknown }): Promise<boolean>;
  /** Takes what waits, of at most so many chats, for this process. */
  claim(chats: number): Promise<StoredUpdate[]>;
  /** What this process has stays with it for another while. */
  extend(): Promise<void>;
  /** Handled: it never comes again. */
  finish(ids: readonly number[]): Promise<void>;
  /** What this process has not finished may be taken by others at once. */
  release(): Promise<void>;
}

/** What became of what was sent to a webhook; `full`: it is to be sent again. */
export type Reception = 'stored' | 'not_understood' | 'full';

/** Seals what must not be readable where it is kept; the key is not in the database. */
export interface Vault {
  /** `purpose` names what it is for, such as an account's id: under another one it does not open. */
  seal(text: string, purpose: string): string;
  /** Throws where it was sealed by a key that this installation does not have, for something else, or was changed. */
  open(sealed: string, purpose: string): string;
  /** 32 bytes, the same for one purpose as long as the key is: to sign with. */
  deriveKey(purpose: string): Buffer;
  /** The same of each key that is known, the one that signs now first: what any of them signed counts. */
  deriveKeys(purpose: string): readonly Buffer[];
  /** Of each key that is known, the one that seals now first; as in what it sealed, `v1.<key id>.…`. */
  keyIds(): readonly string[];
}

/** What a person gave, or a network handed over. */
export interface GivenFile {
  readonly source: Readable;
  /** File name, where there was one; only documents keep it. */
  readonly name?: string;
  /** What the sender said it is; believed only where the content does not tell. */
  readonly mime?: string;
  /** Said to be one by whoever sent it: the content alone does not tell it from a silent video. */
  readonly isAnimation?: boolean;
}

/** Fetches files from the web for people, and from nowhere else: no address within a private network unless the operator allows it. */
export interface WebFiles {
  /**
   * Refuses with `media_address` what is not fetched, with `media_unreachable` what cannot be, with `media_too_large` what says so of itself.
   * The stream fails with one of them where that shows later.
   */
  open(url: string, maxBytes: number, signal: AbortSignal): Promise<GivenFile>;
}

export interface Shipment {
  readonly hash: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
}

/** Takes in what people give, and makes of it what networks take. */
export interface MediaRoom {
  /**
   * Measures by content, takes metadata away, and keeps. Refuses with `media_too_large`, `media_damaged`, `media_type`, `media_dimensions`; throws
   * `MediaFull`. Nothing that fails leaves anything behind.
   */
  take(given: GivenFile, maxBytes: number): Promise<MediaRef>;
  /** What ships of it: the original, or what its recipe makes, which is made once and kept. */
  shipment(ref: MediaRef): Promise<Shipment>;
  /** Of a stored file, from byte `start` up to and with `end`. */
  open(hash: string, range?: { readonly start: number; readonly end: number }): Readable;
  /** Signed and expiring; null where networks cannot reach this installation. */
  publicUrl(shipment: Shipment, ttlMs: number): string | null;
}

/** Originals and renditions, each kept under the SHA-256 of its bytes: the same picture twice is one file. */
export interface MediaStore {
  /** Refuses with `media_too_large`; throws `MediaFull` where there is no space. What fails leaves nothing behind. */
  put(source: Readable | Buffer, maxBytes: number): Promise<{ hash: string; size: number }>;
  /** The same of a whole file at a `scratch` path, which is the store's from then on. */
  adopt(path: string): Promise<{ hash: string; size: number }>;
  /** The stream fails where there is no such file. With a range, from byte `start` up to and with `end`. */
  open(hash: string, range?: { readonly start: number; readonly end: number }): Readable;
  has(hash: string): Promise<boolean>;
  /** Bytes; null where there is no such file. */
  size(hash: string): Promise<number | null>;
  /** A path of one's own for a file that is being made; whoever asked for it removes it. */
  scratch(): string;
  /** A few words kept under a SHA-256, over what was there: what was made of what. */
  note(name: string, text: string): Promise<void>;
  noted(name: string): Promise<string | null>;
}
