import { createHash } from 'node:crypto';

/** Formatting of a piece of text, as Telegram gives it; offsets and lengths are UTF-16 units. */
export interface TextEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
}

export type MediaKind = 'photo';

/** One medium of a post: the original, named by the SHA-256 of its bytes. */
export interface MediaRef {
  readonly hash: string;
  readonly kind: MediaKind;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/** What an author wrote. */
export interface Content {
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly media: readonly MediaRef[];
}

/** One thing that one request makes public, exactly as it will ship. */
export interface RenderedPart {
  /** `main` first, then what follows it: `text` where a caption is too long. */
  readonly name: string;
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly media: readonly MediaRef[];
}

export interface Rendered {
  readonly parts: readonly RenderedPart[];
}

/** What each target gets, by account id. */
export type RenderedByAccount = Readonly<Record<string, Rendered>>;

/** SHA-256 over the canonical JSON of what each target will get: the name of a revision in approvals. */
export function contentHash(rendered: RenderedByAccount): string {
  return createHash('sha256').update(canonicalJson(rendered)).digest('hex');
}

/** JSON with sorted keys and without undefined, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
