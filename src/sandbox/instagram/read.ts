import { z } from 'zod';
import { type Caller, mayPublish } from './access.js';
import type { MediumRecord } from './records.js';
import { GraphRefusal, invalidParameter, unknownObject } from './refusal.js';
import { DAY_MS, type InstagramWorld, isShown, mediaOf, permalinkOf, publishedToday, stateOf } from './world.js';

/** One answer per field that may be asked for. */
type Fields = Readonly<Record<string, unknown>>;

const fieldsSchema = z.looseObject({ fields: z.string().optional() });

/** Only what was asked for, and `id`; a field that does not exist is a mistake. */
function choose(all: Fields, input: unknown): Fields {
  const { fields = '' } = fieldsSchema.parse(input);
  const names = fields.split(',').filter((name) => name !== '');
  const odd = names.find((name) => !Object.hasOwn(all, name));
  if (odd !== undefined) throw invalidParameter(`Tried accessing nonexisting field (${odd})`);
  return Object.fromEntries(
    [...new Set([...names, 'id'])].flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
}

export function readMe(world: InstagramWorld, { account }: Caller, input: unknown): object {
  const { appScopedId: id, userId, username, name, accountType } = account;
  const count = mediaOf(world, userId).length;
  const all = { id, user_id: userId, username, name, account_type: accountType, media_count: count };
  return choose({ ...all, profile_picture_url: undefined }, input);
}

export function readQuota(world: InstagramWorld, caller: Caller, input: unknown): object {
  const { userId } = mayPublish(caller);
  const config = { quota_total: world.quotaTotal, quota_duration: DAY_MS / 1000 };
  const { id: _none, ...chosen } = choose({ id: '', config, quota_usage: publishedToday(world, userId) }, input);
  return { data: [chosen] };
}

/** A container or a medium: Graph has one space of ids. */
export function readObject(world: InstagramWorld, { account }: Caller, id: string, input: unknown): object {
  const container = world.store.get('containers', id);
  if (container?.userId === account.userId) {
    const state = stateOf(world, container);
    return choose({ id, status_code: state, status: statusText(state, container.failure) }, input);
  }
  const medium = world.store.get('media', id);
  if (medium?.userId !== account.userId || !isShown(world, medium)) throw unknownObject(id);
  return choose(mediumFields(world, account.username, medium), input);
}

function statusText(state: string, failure: number | null): string | undefined {
  if (state === 'ERROR') return `Error: Media upload has failed with error code ${failure ?? 2_207_001}`;
  return state === 'FINISHED' ? 'Finished: Media has been uploaded and it is ready to be published.' : undefined;
}

const TYPES = { IMAGE: 'IMAGE', VIDEO: 'VIDEO', REELS: 'VIDEO', STORIES: 'IMAGE', CAROUSEL: 'CAROUSEL_ALBUM' } as const;

function mediumFields(world: InstagramWorld, username: string, medium: MediumRecord): Fields {
  const { id, form, caption, shortcode, at } = medium;
  const product = form === 'REELS' ? 'REELS' : form === 'STORIES' ? 'STORY' : 'FEED';
  return {
    id,
    caption: caption === '' ? undefined : caption,
    media_type: TYPES[form],
    media_product_type: product,
    timestamp: `${new Date(at).toISOString().slice(0, 19)}+0000`,
    permalink: permalinkOf(world, medium),
    shortcode,
    username,
    like_count: 0,
    comments_count: 0,
  };
}

const pageSchema = z.looseObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  after: z.string().optional(),
});

/** Stories apart, newest first. */
export function listMedia(
  world: InstagramWorld,
  { account }: Caller,
  edge: 'media' | 'stories',
  input: unknown,
): object {
  const read = pageSchema.safeParse(input);
  if (!read.success) throw new GraphRefusal(100, '(#100) param limit must be a number between 1 and 100');
  const { limit, after } = read.data;
  const isStory = edge === 'stories';
  const all = mediaOf(world, account.userId).filter(
    (one) => (one.form === 'STORIES') === isStory && isShown(world, one),
  );
  const start = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString());
  const data = all.slice(start, start + limit).map((one) => choose(mediumFields(world, account.username, one), input));
  const end = start + data.length;
  if (data.length === 0) return { data };
  const cursors = { before: cursor(start), after: cursor(end) };
  return { data, paging: { cursors, ...(end < all.length && { next: 'https://graph.instagram.com/next' }) } };
}

const cursor = (at: number): string => Buffer.from(String(at)).toString('base64url');
