import { Readable } from 'node:stream';
import { expect } from 'vitest';
import type { Content, MediaRef, Quiz, RenderedPart, TextEntity } from '../../src/domain/content.js';
import type { Receipt } from '../../src/domain/delivery.js';
import type { FailureKind } from '../../src/domain/failure.js';
import type { Http } from '../../src/platforms/http.js';
import type { AccountView, Outgoing, Platform } from '../../src/platforms/platform.js';

/** A post as the network's own world shows it. */
export interface SeenPost {
  readonly id: string;
  /** Where it is several things there, as an album is in Telegram. */
  readonly ids?: readonly string[];
  readonly text: string;
  /** Those that were asked for; what the network adds by itself is left out. */
  readonly entities: readonly TextEntity[];
  /** SHA-256 of the bytes that the network received. */
  readonly media: readonly string[];
  readonly quiz?: Quiz;
  /** Where people see it; null where there is no such address. */
  readonly url: string | null;
}

export interface FakeNetwork {
  readonly url: string;
  /** Everything public on the target, oldest first. */
  posts(): readonly SeenPost[];
  /** Where the network can fetch a medium; absent where it takes uploads. */
  mediaUrl?(ref: MediaRef): string;
  close(): Promise<void>;
}

export interface Sample {
  readonly name: string;
  readonly content: Content;
  /** What an author chose for this network. */
  readonly options?: unknown;
  /** Of the faults that end by a time limit one is enough: another sample shows them all. */
  readonly brief?: boolean;
}

/** An answer by which this network refuses, in its own form. */
export interface RefusalSample {
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  readonly kind: FailureKind;
  readonly effect: 'none' | 'uncertain';
  readonly retryAfterMs?: number;
}

/** One adapter before the contract. */
export interface Subject {
  readonly account: AccountView;
  readonly credentials?: unknown;
  /** Where not every request makes something public: does this one (method and path)? */
  readonly publishes?: (request: string) => boolean;
  /** May appear in no error and no log. */
  readonly secrets: readonly string[];
  readonly samples: readonly Sample[];
  /** The bytes of the samples' media, by hash. */
  readonly media: ReadonlyMap<string, Buffer>;
  readonly refusals: readonly RefusalSample[];
  startNetwork(): Promise<FakeNetwork>;
  platform(options: { apiRoot: string; http: Http; timeoutMs: number }): Platform;
}

export const PATIENT_MS = 20_000;

/** What of an `Outgoing` differs from one attempt to the next. */
export interface Leaving {
  readonly key: string;
  readonly part: RenderedPart;
  readonly live?: RenderedPart;
  readonly earlier?: readonly Receipt[];
  readonly checkpoint?: unknown;
  readonly signal?: AbortSignal;
  readonly open?: () => Readable;
}

export function outgoingTo(subject: Subject, network: FakeNetwork, leaving: Leaving): Outgoing<unknown> {
  const { key, part, live, earlier = [], checkpoint = null, signal = AbortSignal.timeout(PATIENT_MS), open } = leaving;
  const url = network.mediaUrl;
  return {
    key,
    part,
    ...(live && { live }),
    earlier,
    target: subject.account.externalId,
    credentials: subject.credentials,
    checkpoint,
    media: (ref) => ({
      hash: ref.hash,
      mime: ref.mime,
      size: ref.size,
      open: open ?? (() => Readable.from([bytesOf(subject, ref)])),
      publicUrl: () => url?.(ref) ?? null,
    }),
    signal,
  };
}

/** The preparation, if there is one, up to its end; its last checkpoint. */
export async function prepareFully(
  { publisher }: Platform,
  outgoing: (checkpoint: unknown) => Outgoing<unknown>,
  from: unknown = null,
): Promise<unknown> {
  let checkpoint = from;
  for (let calls = 0; publisher.prepare; calls++) {
    expect(calls, 'the preparation comes to an end').toBeLessThan(20);
    const now = await publisher.prepare(outgoing(checkpoint));
    ({ checkpoint } = now);
    if (now.ready) break;
  }
  return checkpoint;
}

export function partAt(parts: readonly RenderedPart[], index: number): RenderedPart {
  const part = parts[index];
  if (!part) throw new Error(`there is no part ${index}`);
  return part;
}

function bytesOf({ media }: Subject, ref: MediaRef): Buffer {
  const bytes = media.get(ref.hash);
  if (!bytes) throw new Error('a sample without its bytes');
  return bytes;
}
