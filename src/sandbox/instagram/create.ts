import { z } from 'zod';
import { type Caller, mayPublish } from './access.js';
import { checkImage, checkVideo, IMAGE_MAX_BYTES, VIDEO_MAX_BYTES } from './check-media.js';
import { fetchMedia } from './fetch-media.js';
import type { ContainerRecord, FileRecord, Form } from './records.js';
import { GraphRefusal, invalidParameter } from './refusal.js';
import { DAY_MS, type InstagramWorld, stateOf } from './world.js';

const CONTAINERS_A_DAY = 400;
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** Real Instagram overlooks what it does not know; here it is a mistake. */
const paramsSchema = z.strictObject({
  image_url: z.string().optional(),
  video_url: z.string().optional(),
  media_type: z.enum(['REELS', 'STORIES', 'CAROUSEL', 'VIDEO']).optional(),
  is_carousel_item: flag.default(false),
  children: z.union([z.array(z.string()), z.string().transform((text) => text.split(','))]).optional(),
  caption: z.string().optional(),
  alt_text: z.string().max(1000).optional(),
  share_to_feed: flag.optional(),
});
type Params = z.infer<typeof paramsSchema>;

export async function createContainer(world: InstagramWorld, caller: Caller, input: unknown): Promise<{ id: string }> {
  const { userId } = mayPublish(caller);
  const params = parse(input);
  const form = formOf(params);
  checkParams(params, form);
  const now = world.clock.now().getTime();
  const recent = world.store.all('containers').filter((one) => one.userId === userId && now - one.createdAt < DAY_MS);
  if (recent.length >= CONTAINERS_A_DAY) throw new GraphRefusal(4, 'Application request limit reached');
  const children = form === 'CAROUSEL' ? checkChildren(world, userId, params.children ?? []) : [];
  const fetched = form === 'CAROUSEL' ? null : await fetchFile(world, params, form);
  const file = fetched && 'sha256' in fetched ? fetched : null;
  const failed = fetched && 'failure' in fetched ? fetched.failure : null;
  const fault = world.faults.takeProcessing();
  const takesMs = params.video_url === undefined ? world.processingMs.image : world.processingMs.video;
  return world.store.transact(() => {
    const id = numbered(17_880_000_000_000_000n, world.store.nextNumber());
    const record: ContainerRecord = {
      id,
      userId,
      form,
      isItem: params.is_carousel_item,
      caption: params.caption ?? '',
      altText: params.alt_text ?? null,
      children,
      file,
      createdAt: now,
      readyAt: now + (fault?.kind === 'processing_slow' ? fault.ms : takesMs),
      failure: fault?.kind === 'processing_failed' ? fault.subcode : failed,
      mediaId: null,
    };
    world.store.put('containers', id, record);
    return { id };
  });
}

/** Most of them are not what a double holds, as with Meta. */
export function numbered(base: bigint, n: number): string {
  return String(base + BigInt(n) * 7_919n);
}

function parse(input: unknown): Params {
  const read = paramsSchema.safeParse(input);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalidParameter(`Invalid parameter ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function formOf({ media_type: type, image_url: image, video_url: video }: Params): Form {
  if (type !== undefined) return type;
  if (video !== undefined) throw invalidParameter('The parameter media_type is required for videos');
  if (image === undefined) throw invalidParameter('The parameter image_url is required');
  return 'IMAGE';
}

function checkParams(params: Params, form: Form): void {
  const { image_url: image, video_url: video, is_carousel_item: isItem, caption = '' } = params;
  const files = [image, video].filter((one) => one !== undefined).length;
  if (files !== (form === 'CAROUSEL' ? 0 : 1))
    throw invalidParameter(`${form} takes ${form === 'CAROUSEL' ? 'no' : 'one'} file`);
  if (form === 'VIDEO' && !isItem) throw invalidParameter('The media type VIDEO is no longer supported. Use REELS.');
  if ((form === 'REELS' || form === 'VIDEO') && video === undefined) throw invalidParameter('video_url is required');
  if (isItem && form !== 'IMAGE' && form !== 'VIDEO') throw invalidParameter(`${form} cannot be a carousel item`);
  if ((isItem || form === 'STORIES') && caption !== '') throw invalidParameter('caption is not supported here');
  if (form !== 'CAROUSEL' && params.children) throw invalidParameter('children belong to a carousel');
  if (form !== 'REELS' && params.share_to_feed !== undefined) throw invalidParameter('share_to_feed belongs to a reel');
  if (image === undefined && params.alt_text !== undefined) throw invalidParameter('alt_text belongs to an image');
  checkCaption(caption);
}

function checkCaption(caption: string): void {
  const hashtags = caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0;
  const mentions = caption.match(/(?<![\p{L}\p{N}])@[\w.]+/gu)?.length ?? 0;
  if (caption.length <= 2200 && hashtags <= 30 && mentions <= 20) return;
  const message = `The submitted image's caption was ${caption.length} characters long. The maximum number of characters permitted for a caption is 2200. Please submit media with a shorter caption.`;
  throw new GraphRefusal(36_004, message, { subcode: 2_207_010 });
}

function checkChildren(world: InstagramWorld, userId: string, ids: readonly string[]): string[] {
  if (ids.length < 2 || ids.length > 10 || new Set(ids).size !== ids.length) {
    const message =
      "Your post won't work as a carousel. Carousels need at least 2 photos/videos and no more than 10 photos/videos.";
    throw new GraphRefusal(100, message, { subcode: 2_207_028 });
  }
  return ids.map((id) => {
    const child = world.store.get('containers', id);
    if (!child || child.userId !== userId) {
      throw new GraphRefusal(24, `The media with ${id} cannot be found`, { subcode: 2_207_006 });
    }
    if (!child.isItem) throw invalidParameter(`${id} is no carousel item`);
    const state = stateOf(world, child);
    if (state === 'EXPIRED') throw expired();
    if (state === 'PUBLISHED') throw invalidParameter(`${id} has been published`);
    if (state !== 'FINISHED') throw notReady();
    return id;
  });
}

async function fetchFile(world: InstagramWorld, params: Params, form: Form): Promise<FileRecord | { failure: number }> {
  const isVideo = params.video_url !== undefined;
  const url = params.video_url ?? params.image_url ?? '';
  try {
    const received = await fetchMedia(world.files, url, isVideo ? VIDEO_MAX_BYTES : IMAGE_MAX_BYTES);
    return isVideo ? checkVideo(received, form === 'STORIES') : checkImage(received, form !== 'STORIES');
  } catch (error) {
    // Videos are fetched later, so what is wrong with them shows in their state.
    if (isVideo && error instanceof GraphRefusal) return { failure: error.subcode ?? 2_207_001 };
    throw error;
  }
}

export const notReady = (): GraphRefusal =>
  new GraphRefusal(9007, 'The media is not ready for publishing, please wait for a moment', {
    subcode: 2_207_027,
    isTransient: true,
  });

export const expired = (): GraphRefusal =>
  new GraphRefusal(-2, 'The media you are trying to access has expired. Please try to upload again.', {
    subcode: 2_207_020,
  });
