import type { Readable } from 'node:stream';
import type { Content, MediaKind, MediaRef, Rendered, RenderedPart } from '../domain/content.js';
import type { Receipt } from '../domain/delivery.js';

/** What a platform can take: data for preflight, dialogues and docs. Lengths are UTF-16 units after entity parsing. */
export interface Capabilities {
  readonly name: string;
  readonly textMax: number;
  readonly captionMax: number;
  readonly media: readonly { readonly kind: MediaKind; readonly maxBytes: number }[];
}

/** Something about this content on this platform that a person should know before review. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** Key of the text that says what is wrong and what to do; `facts` fill it. */
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** What an adapter may know of the account it renders for. */
export interface AccountView {
  readonly id: string;
  readonly externalId: string;
  readonly username: string | null;
}

export interface Platform<K = unknown> {
  readonly id: string;
  readonly capabilities: Capabilities;
  /** Pure: the parts exactly as they will ship. Preview, preflight and content hash use it. */
  render(content: Content, account: AccountView): Rendered;
  /** Pure, over measured media. */
  preflight(rendered: Rendered): readonly Finding[];
  readonly publisher: Publisher<K>;
}

/** Throws only `PlatformError`. */
export interface Publisher<K = unknown> {
  /** Uploads and processing. May run any number of times; nothing it does is visible to followers. */
  prepare?(out: Outgoing<K | null>): Promise<Prepared<K>>;
  /** The one request that makes this part public. Runs at most once per claim, and never twice on a guess. */
  commit(out: Outgoing<K>): Promise<Receipt>;
}

export interface Outgoing<K> {
  /** The delivery's id: the idempotency key where the platform has one. */
  readonly key: string;
  readonly part: RenderedPart;
  /** Receipts of the parts before this one. */
  readonly earlier: readonly Receipt[];
  /** The account's id on the platform. */
  readonly target: string;
  readonly checkpoint: K;
  readonly media: (ref: MediaRef) => MediaHandle;
  /** Aborts before the lease ends. */
  readonly signal: AbortSignal;
}

export interface MediaHandle {
  readonly ref: MediaRef;
  open(): Readable;
}

export type Prepared<K> =
  | { readonly ready: true; readonly checkpoint: K }
  | { readonly ready: false; readonly checkpoint: K; readonly resumeInMs: number };
