import { z } from 'zod';
import type { MediaRef, RenderedPart } from '../../domain/content.js';
import { PlatformError } from '../../domain/failure.js';
import { type Graph, type GraphCaller, graphId } from '../meta/graph.js';
import type { MediaHandle } from '../platform.js';
import { type Medium, mediumOf } from './medium.js';
import { optionsOf } from './options.js';

type Params = Readonly<Record<string, string | boolean>>;

/** Instagram fetches a video when it comes to it; the address must live until then. */
const ADDRESS_TTL_MS = 6 * 60 * 60_000;

const STATUS_CODES = ['IN_PROGRESS', 'FINISHED', 'ERROR', 'EXPIRED', 'PUBLISHED'] as const;
const status = z.object({
  id: graphId,
  /** Sometimes missing, which says nothing. */
  status_code: z.enum(STATUS_CODES).optional().catch(undefined),
  status: z.coerce.string().optional().catch(undefined),
});
export type ContainerStatus = z.infer<typeof status>;

export async function createContainer(
  graph: Graph,
  caller: GraphCaller,
  target: string,
  params: Params,
): Promise<string> {
  const call = { does: 'media', method: 'POST', path: [target, 'media'], params } as const;
  const { id } = await graph.call(caller, { ...call, answer: z.object({ id: graphId }) });
  return id;
}

export function readStatus(graph: Graph, caller: GraphCaller, id: string): Promise<ContainerStatus> {
  const params = { fields: 'status_code,status' };
  return graph.call(caller, { does: 'container status', method: 'GET', path: [id], params, answer: status });
}

type MediaOf = (ref: MediaRef) => MediaHandle;

/** Of an image, a reel or a story. */
export function singleParams(part: RenderedPart, media: MediaOf): Params {
  const { kind, shareToFeed } = optionsOf(part);
  const [ref] = part.media;
  if (!ref || part.media.length > 1) throw unfit('Instagram wants exactly one medium here');
  const medium = mediumOf(ref);
  if (kind === 'reel' && medium.kind !== 'video') throw unfit('A reel is made of a video');
  return {
    ...(kind === 'reel' && { media_type: 'REELS', share_to_feed: shareToFeed ?? true }),
    ...(kind === 'story' && { media_type: 'STORIES' }),
    ...fileParams(medium, media(ref)),
    ...(part.text !== '' && { caption: part.text }),
  };
}

export function itemParams(ref: MediaRef, media: MediaOf): Params {
  const medium = mediumOf(ref);
  const video = medium.kind === 'video' && { media_type: 'VIDEO' };
  return { ...video, ...fileParams(medium, media(ref)), is_carousel_item: true };
}

export function carouselParams(part: RenderedPart, children: readonly string[]): Params {
  const caption = part.text !== '' && { caption: part.text };
  return { media_type: 'CAROUSEL', children: children.join(','), ...caption };
}

function fileParams(medium: Medium, handle: MediaHandle): Params {
  if (medium.kind === 'other') throw unfit('Instagram takes photos and videos');
  const url = handle.publicUrl(ADDRESS_TTL_MS);
  if (url === null || !URL.canParse(url)) throw unfit('Instagram cannot reach this installation to fetch the file');
  // Only ASCII is taken.
  const { href } = new URL(url);
  if (medium.kind === 'video') return { video_url: href };
  return { image_url: href, ...(medium.altText !== null && { alt_text: medium.altText }) };
}

function unfit(message: string): PlatformError {
  return new PlatformError('invalid', message, { effect: 'none' });
}
