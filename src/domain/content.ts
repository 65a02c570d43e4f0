import { createHash } from 'node:crypto';
import type { Recipe } from './recipe.js';

/** Formatting of a piece of text, as Telegram gives it; offsets and lengths are UTF-16 units. */
export interface TextEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
}

/** An animation is a short video without sound that plays by itself; a document is a file that nobody looks into. */
export const MEDIA_KINDS = ['photo', 'video', 'animation', 'document'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** One medium of a post: the original, named by the SHA-256 of its bytes, as it was measured. */
export interface MediaRef {
  readonly hash: string;
  readonly kind: MediaKind;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels as they are looked at; 0 of a document. */
  readonly width: number;
  readonly height: number;
  /** Of a video or an animation. */
  readonly durationMs?: number;
  /** `avc`, `hevc`, `vp9`…; of a video or an animation. */
  readonly videoCodec?: string;
  /** Absent where there is no sound. */
  readonly audioCodec?: string;
  /** File name, of a document. */
  readonly name?: string;
  /** What the picture shows, for those who cannot see it. */
  readonly altText?: string;
  /** What is made of the original before it ships; only in rendered parts. */
  readonly recipe?: Recipe;
}

/** More than any network takes in one post. */
export const MEDIA_MAX = 20;

/** A question with answers to choose from. */
export interface Quiz {
  readonly question: string;
  readonly answers: readonly string[];
  /** Place of the right answer, from 0. */
  readonly correct: number;
  readonly explanation?: string;
  readonly difficulty?: string;
}

/** What one network gets instead of what all get. */
export interface Variant {
  /** With its own entities; absent: the post's text. */
  readonly text?: string;
  readonly entities?: readonly TextEntity[];
  /** As the platform's `options` describe them. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What an author wrote. */
export interface Content {
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly media: readonly MediaRef[];
  readonly quiz?: Quiz;
  /** Web address that stands below the text. */
  readonly link?: string;
  /** Without #; in a line of their own below the text. */
  readonly hashtags?: readonly string[];
  /** By platform id. */
  readonly variants?: Readonly<Record<string, Variant>>;
}

/** Nothing that a reader could see: space, and characters without width. */
export function isBlank(text: string): boolean {
  return /^[\s\u200b-\u200f\u2060\u2800\u3164\ufeff]*$/.test(text);
}

/** The content as one network gets it (null: as all do): its own text where the author gave it one, and below it hashtags and link. */
export function contentFor(content: Content, platformId: string | null): Content {
  const { variants: _, link, hashtags = [], ...plain } = content;
  const { text, entities } = wordsFor(content, platformId);
  const tags = hashtags.map((tag) => `#${tag}`).join(' ');
  const below = [text, tags, link ?? ''].filter((line) => line !== '');
  return { ...plain, text: below.join('\n\n'), entities };
}

/** The words of the author for one network, without what stands below them. */
export function wordsFor(content: Content, platformId: string | null): Pick<Content, 'text' | 'entities'> {
  const own = platformId === null ? undefined : content.variants?.[platformId];
  return own?.text === undefined ? content : { text: own.text, entities: own.entities ?? [] };
}

/** A hashtag as people type it; null where networks would not link it. */
export function readHashtag(typed: string): string | null {
  return /^#?([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)$/u.exec(typed.trim())?.[1] ?? null;
}

/** One thing that one request makes public, exactly as it will ship. */
export interface RenderedPart {
  /** `main` first, then what follows it: `text` where a caption is too long. */
  readonly name: string;
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly media: readonly MediaRef[];
  readonly quiz?: Quiz;
  /** The platform's own, parsed; part of what is approved. */
  readonly options?: Readonly<Record<string, unknown>>;
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
