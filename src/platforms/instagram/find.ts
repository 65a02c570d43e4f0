import { z } from 'zod';
import type { Receipt } from '../../domain/delivery.js';
import { PlatformError } from '../../domain/failure.js';
import { type Graph, type GraphCaller, graphId } from '../meta/graph.js';
import type { Found, Located, Outgoing } from '../platform.js';
import { comparable } from './caption.js';
import { type Checkpoint, CONTAINER_LIFE_MS, readCheckpoint } from './checkpoint.js';
import { readStatus } from './containers.js';
import { optionsOf, type PartKind } from './options.js';

type Looking = Outgoing<unknown, unknown>;

/** Our clock and Instagram's may differ by this. */
const SKEW_MS = 5 * 60_000;
const PAGE = '50';
const PAGES_MAX = 5;

/**
 * What became of a `media_publish` whose answer was lost. The container knows whether it was published; which medium it became, it does
 * not say, so that is told by kind, caption and time among the media that belong to nothing else.
 */
export async function find(graph: Graph, caller: GraphCaller, out: Looking): Promise<Found> {
  const kept = readCheckpoint(out.checkpoint);
  if (!kept.container) return { found: 'cannot-tell' };
  const { status_code: code } = await statusOrNothing(graph, caller, kept.container.id);
  // "The container was not published within 24 hours and has expired": nothing can come of it any more.
  if (code === 'EXPIRED') return { found: 'never' };
  // "Failed to complete the publishing process" does not say how far it came.
  if (code === 'ERROR') return { found: 'cannot-tell' };
  // Not published yet; the request may still be under way.
  if (code !== 'PUBLISHED') return { found: 'not-yet' };
  const { media, complete } = await fitting(graph, caller, out, kept);
  const [only, ...more] = media;
  if (more.length > 0) return { found: 'cannot-tell' };
  if (only) return { found: 'yes', receipt: { kind: 'published', remoteId: only.id } };
  return { found: complete ? 'not-yet' : 'cannot-tell' };
}

async function statusOrNothing(graph: Graph, caller: GraphCaller, id: string) {
  return readStatus(graph, caller, id).catch((thrown: unknown) => {
    const error = PlatformError.from(thrown);
    // That Instagram does not know the container now proves nothing.
    if (error.kind === 'missing') return { status_code: undefined };
    throw error;
  });
}

/** The address, which only Instagram knows: it does not follow from the id. Null as long as there is none. */
export async function locate(
  graph: Graph,
  caller: GraphCaller,
  out: Looking,
  receipt: Receipt,
): Promise<Located | null> {
  const remoteId = receipt.remoteId ?? (await onlyFitting(graph, caller, out));
  if (remoteId === null) return null;
  const answer = z.object({ permalink: z.url().optional() });
  const params = { fields: 'permalink' };
  const { permalink } = await graph.call(caller, {
    does: 'permalink',
    method: 'GET',
    path: [remoteId],
    params,
    answer,
  });
  return { remoteId, url: permalink ?? null };
}

async function onlyFitting(graph: Graph, caller: GraphCaller, out: Looking): Promise<string | null> {
  const kept = readCheckpoint(out.checkpoint);
  if (!kept.container) return null;
  const [only, ...more] = (await fitting(graph, caller, out, kept)).media;
  return only && more.length === 0 ? only.id : null;
}

const medium = z.object({
  id: graphId,
  caption: z.string().optional(),
  media_type: z.string().optional(),
  media_product_type: z.string().optional(),
  timestamp: z.string(),
});
type Medium = z.infer<typeof medium>;

const page = z.object({
  data: z.array(medium),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

export interface Fitting {
  readonly media: readonly Medium[];
  /** False where there were more media than we look through. */
  readonly complete: boolean;
}

/** Media of this kind and caption, of the time in which the container can have been published, and of nobody else. */
export async function fitting(graph: Graph, caller: GraphCaller, out: Looking, kept: Checkpoint): Promise<Fitting> {
  const born = Date.parse(kept.container?.createdAt ?? '');
  const [from, until] = [born - SKEW_MS, born + CONTAINER_LIFE_MS + SKEW_MS];
  const { kind } = optionsOf(out.part);
  const { media, complete } = await mediaSince(graph, caller, { target: out.target, kind, from });
  const caption = comparable(out.part.text);
  const alike = media.filter(
    (one) => Date.parse(one.timestamp) <= until && isKind(kind, one) && comparable(one.caption ?? '') === caption,
  );
  const ids = alike.map(({ id }) => id);
  const taken = ids.length === 0 ? [] : ((await out.taken?.(ids)) ?? []);
  return { media: alike.filter(({ id }) => !taken.includes(id)), complete };
}

/** Newest first, as Instagram gives them. Stories are listed apart, those that still show. */
async function mediaSince(
  graph: Graph,
  caller: GraphCaller,
  { target, kind, from }: { target: string; kind: PartKind; from: number },
): Promise<Fitting> {
  const edge = kind === 'story' ? 'stories' : 'media';
  const found: Medium[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const fields = 'id,caption,media_type,media_product_type,timestamp';
    const params = { fields, limit: PAGE, ...(after !== undefined && { after }) };
    const call = { does: edge, method: 'GET', path: [target, edge], params } as const;
    const { data, paging } = await graph.call(caller, { ...call, answer: page });
    const young = data.filter(({ timestamp }) => Date.parse(timestamp) >= from);
    found.push(...young);
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (young.length < data.length || after === undefined) return { media: found, complete: true };
  }
  return { media: found, complete: false };
}

/** A published reel calls itself `VIDEO`; only the product tells. */
function isKind(kind: PartKind, { media_type: type, media_product_type: product }: Medium): boolean {
  if (kind === 'story') return true;
  if (kind === 'reel') return product === undefined || product === 'REELS';
  if (product !== undefined && product !== 'FEED') return false;
  return type === undefined || (kind === 'carousel') === (type === 'CAROUSEL_ALBUM');
}
