import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Content, MediaKind, MediaRef, Rendered, RenderedPart } from '../domain/content.js';
import type { Receipt } from '../domain/delivery.js';
import type { Editable } from '../domain/correction.js';
import type { SendRequest } from '../domain/pace.js';

/** What a platform can take: data for preflight, dialogues and docs. Lengths are UTF-16 units after entity parsing. */
export interface Capabilities {
  readonly name: string;
  readonly textMax: number;
  readonly captionMax: number;
  readonly media: readonly { readonly kind: MediaKind; readonly maxBytes: number }[];
  /** What of a live part can be changed in place (`domain/correction.ts` says whether it becomes a given new one); absent: nothing. */
  readonly edit?: readonly Editable[];
  /** How long after publishing a part can be taken away; absent where `remove` knows no such limit. */
  readonly removeWithinMs?: number;
}

/**
 * What a button can do about a finding. `crop` and `pad` set the platform's option `fit`, `split` its option `split`; `shorten` gives the
 * network a text of its own, cut at the end of a sentence or word to `facts.max`; `drop` leaves the target out.
 */
export const FIXES = ['crop', 'pad', 'shorten', 'split', 'drop'] as const;
export type Fix = (typeof FIXES)[number];

/** Something about this content on this platform that a person should know before review. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** Key of the text that says what is wrong and what to do; `facts` fill it. */
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly fixes?: readonly Fix[];
}

/** What an adapter may know of the account it renders for. */
export interface AccountView {
  readonly id: string;
  readonly externalId: string;
  readonly username: string | null;
}

export interface Platform<K = unknown, C = unknown> {
  readonly id: string;
  readonly capabilities: Capabilities;
  /** What an author may choose for one post on this network: dialogue, GraphQL input, docs. Absent where there is nothing to choose. */
  readonly options?: z.ZodType;
  /** Pure: the parts exactly as they will ship. Preview, preflight and content hash use it. `options` is parsed by the schema above. */
  render(content: Content, account: AccountView, options?: unknown): Rendered;
  /** Pure, over measured media. */
  preflight(rendered: Rendered): readonly Finding[];
  /** Absent where the accounts need no credentials of their own. */
  readonly connection?: Connection<C>;
  /** Where accounts are chats that the desk's own bot was let into. */
  readonly admission?: Admission;
  readonly publisher: Publisher<K, C>;
  /** The remote id that a link names; null where it is not certainly one of a post on this account. Absent where links name none. */
  readLink?(link: string, account: AccountView): string | null;
  /** What a part counts among all that the bot sends; absent where a network has nothing to do with the bot. */
  countsAs?(part: RenderedPart, target: string): SendRequest;
}

/** Throws only `PlatformError`. */
export interface Publisher<K = unknown, C = unknown> {
  /** Uploads and processing. May run any number of times; nothing it does is visible to followers. */
  prepare?(out: Outgoing<K | null, C>): Promise<Prepared<K>>;
  /** The one request that makes this part public. Runs at most once per claim, and never twice on a guess. */
  commit(out: Outgoing<K, C>): Promise<Receipt>;
  /** Permalink, media id: after settling, retried freely; its failure never touches the state. */
  locate?(out: Outgoing<K, C>, receipt: Receipt): Promise<Located | null>;
  /** After a lost answer: looks for the result. Absent when the platform gives no way to look. */
  find?(out: Outgoing<K, C>): Promise<Found>;
  /** Changes what is live (`out.live`) into `out.part`. May be repeated: what is the same already is success. */
  edit?(out: Outgoing<K, C>, receipt: Receipt): Promise<void>;
  /** Takes it away. May be repeated: what is gone already is success. */
  remove?(out: Outgoing<K, C>, receipt: Receipt): Promise<void>;
}

export interface Outgoing<K, C = unknown> {
  /** The delivery's id: the idempotency key where the platform has one. */
  readonly key: string;
  readonly part: RenderedPart;
  /** For `edit`: the part as it was published or last edited, so that only what differs is sent; absent where that is not certain. */
  readonly live?: RenderedPart;
  /** Receipts of the parts before this one. */
  readonly earlier: readonly Receipt[];
  /** The account's id on the platform. */
  readonly target: string;
  /** Of the account, opened for this request. */
  readonly credentials?: C;
  readonly checkpoint: K;
  readonly media: (ref: MediaRef) => MediaHandle;
  /** Which of these the desk knows already as something else that it published; for a look-up that can only compare. */
  readonly taken?: (remoteIds: readonly string[]) => Promise<readonly string[]>;
  /** Aborts before the lease ends. */
  readonly signal: AbortSignal;
}

/** What ships of a medium: the original, or what its recipe made of it. */
export interface MediaHandle {
  /** SHA-256 of the very bytes that ship. */
  readonly hash: string;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  open(): Readable;
  /** Signed and expiring; null where this installation has no address that networks can reach. */
  publicUrl(ttlMs: number): string | null;
}

export interface Located {
  readonly remoteId: string;
  readonly url: string | null;
}

export type Found =
  | { readonly found: 'yes'; readonly receipt: Receipt }
  /** Shown on the card, moves nothing. */
  | { readonly found: 'not-yet' }
  /** The network's own word about this attempt: container expired, session gone; not time gone by. */
  | { readonly found: 'never' }
  | { readonly found: 'cannot-tell' };

/** How an account is connected. Throws only `PlatformError`, and that only where the network could not be asked. */
export interface Connection<C = unknown> {
  /** What a person pasted, as credentials; what does not even look right is refused without asking the network. */
  fromPaste(text: string): Pasted<C>;
  /** Whose these are, by the network's own word. */
  identify(credentials: C, signal: AbortSignal): Promise<Identified>;
  /** The same access for longer; absent where it does not end, or cannot be renewed. */
  refresh?(credentials: C, signal: AbortSignal): Promise<Refreshed<C>>;
  /** How much may still be published to this account. */
  quota?(credentials: C, externalId: string, signal: AbortSignal): Promise<Quota>;
}

export type Pasted<C> = { readonly ok: true; readonly credentials: C } | CredentialsRefused;
export type Identified = { readonly ok: true; readonly identity: Identity } | CredentialsRefused;

/** Refused: the access is over (`isOver`), by the network's definite word, or is only not renewed now, because it is too young for instance. */
export type Refreshed<C> =
  | { readonly ok: true; readonly credentials: C; readonly expiresInMs: number }
  | { readonly ok: false; readonly isOver: boolean };

export interface CredentialsRefused {
  readonly ok: false;
  /** Key of the text that says what is wrong with it and what to do. */
  readonly reason: string;
}

export interface Identity {
  readonly externalId: string;
  readonly username: string;
  readonly name: string;
  /** The network's own word for the kind of account. */
  readonly accountType: string;
}

/** What the bot needs in a chat that it publishes to. `there`: to be in it at all. `admin`: channels let nobody else write. */
export const CHAT_RIGHTS = ['there', 'admin', 'post', 'edit', 'delete', 'write', 'media'] as const;
export type ChatRight = (typeof CHAT_RIGHTS)[number];

/** Without these nothing goes out; without the others it cannot be changed or taken down afterwards. */
export const PUBLISHING_RIGHTS: readonly ChatRight[] = ['there', 'admin', 'post', 'write', 'media'];

/** Throws only `PlatformError`, and that only where the network could not be asked. */
export interface Admission {
  /** What the bot may do in a chat by the network's own word, and who looks after it. */
  look(chatId: string, signal: AbortSignal): Promise<Admitted>;
  /** Whether this person is in this group together with the bot. A channel is no group. */
  hasMember(chatId: string, telegramId: string, signal: AbortSignal): Promise<boolean>;
  /** What is missing of its rights, by the network's description of the bot's place there. Pure. */
  missing(kind: ChatKind, place: unknown): readonly ChatRight[];
}

export type ChatKind = 'channel' | 'group';

export type Admitted =
  /** The bot is not let in there, or there is no such chat. */
  | { readonly is: 'closed' }
  | {
      readonly is: 'open';
      readonly kind: ChatKind;
      /** A group may have moved since it was named. */
      readonly chatId: string;
      readonly title: string;
      readonly username: string | null;
      readonly missing: readonly ChatRight[];
      /** People who are administrators there. */
      readonly adminIds: readonly string[];
    };

export interface Quota {
  readonly used: number;
  readonly total: number;
  readonly windowMs: number;
}

export type Prepared<K> =
  | { readonly ready: true; readonly checkpoint: K }
  | { readonly ready: false; readonly checkpoint: K; readonly resumeInMs: number };
