import { z } from 'zod';
import { Refusal, REFUSALS } from '../domain/refusal.js';
import type { PostRow } from '../reads/api-rows.js';
import { bodyHash, once } from '../usecases/once.js';
import { postOf } from '../usecases/resolve-unknown.js';
import type { ApiContext } from './context.js';
import { badInput } from './errors.js';
import { UUID } from './paging.js';
import type { UserError } from './types/approve-post.js';
import { asUserErrors, type InputFields } from './user-errors.js';

/** What was asked for: the name of the mutation and its input. */
export interface Asked<I extends { readonly idempotencyKey?: string | null }> {
  readonly context: ApiContext;
  readonly operation: string;
  readonly input: I;
  /** What has to be here before the request can be told from others: its files. */
  readonly receive?: () => Promise<void>;
}

const KEY_MAX = 200;

/** Does it once for its key, if it has one. */
export async function onceAsked<T, I extends { readonly idempotencyKey?: string | null }>(
  { context, operation, input }: Asked<I>,
  form: z.ZodType<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { idempotencyKey: key = null, ...body } = input;
  if (key !== null && (key.trim() === '' || key.length > KEY_MAX)) {
    throw badInput(`idempotencyKey must have 1 to ${KEY_MAX} characters.`);
  }
  const { desk, member } = context;
  return once(desk, { memberId: member.memberId, key, operation, body }, form, work);
}

/** Names what a request makes, so that begun anew after a crash it finds it. */
export function sourceOf<I extends { readonly idempotencyKey?: string | null }>(
  operation: string,
  input: I,
  { desk, member }: ApiContext,
) {
  const { idempotencyKey: key, ...body } = input;
  const name = key ? `${key}:${bodyHash(body)}` : desk.ids.uuid();
  return `api:${operation}:${member.memberId}:${name}`;
}

export interface PostAnswer {
  readonly post: PostRow | null;
  readonly userErrors: readonly UserError[];
}

interface PostInput {
  readonly postId?: string;
  readonly idempotencyKey?: string | null;
}

/** Changes a post, or makes one; `change` returns its id. Answers with the post as it is then, also where it was refused. */
export async function changedPost<I extends PostInput>(
  asked: Asked<I>,
  fields: InputFields,
  change: () => Promise<string>,
): Promise<PostAnswer> {
  let postId = asked.input.postId ?? null;
  const userErrors = await asUserErrors(asked.context, { ...POST_FIELDS, ...fields }, async () => {
    if (postId !== null) await ownPost(asked.context, postId);
    await asked.receive?.();
    postId = await onceAsked(asked, z.string(), change);
  });
  return { post: await postNow(asked.context, postId), userErrors };
}

const POST_FIELDS: InputFields = {
  not_found: ['input', 'postId'],
  post_moved: ['input', 'expectedVersion'],
  past_time: ['input', 'dueAt'],
  far_time: ['input', 'dueAt'],
  bad_time: ['input', 'dueAt'],
};

/** Refused where there is no such post for whoever asks: another client's is none of theirs. */
async function ownPost({ load }: ApiContext, postId: string): Promise<void> {
  if (!UUID.test(postId) || !(await load.post.load(postId))) throw new Refusal('not_found');
}

async function postNow({ load }: ApiContext, postId: string | null): Promise<PostRow | null> {
  return postId !== null && UUID.test(postId) ? load.post.load(postId) : null;
}

interface PartInput {
  readonly partId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey?: string | null;
}

/** A step of one delivery of a post, from exactly the version that was seen. */
export async function changedPart<I extends PartInput>(
  asked: Asked<I>,
  change: (request: { deliveryId: string; version: number; memberId: string }) => Promise<void>,
): Promise<PostAnswer> {
  const { context, input } = asked;
  const { partId: deliveryId, expectedVersion: version } = input;
  let postId: string | null = null;
  const userErrors = await asUserErrors(context, PART_FIELDS, async () => {
    if (!UUID.test(deliveryId)) throw new Refusal('not_found');
    const named = await postOf(context.desk, deliveryId);
    await ownPost(context, named);
    postId = named;
    await onceAsked(asked, z.null(), async () => {
      await change({ deliveryId, version, memberId: context.member.memberId });
      return null;
    });
  });
  return { post: await postNow(context, postId), userErrors };
}

const PART_FIELDS: InputFields = {
  not_found: ['input', 'partId'],
  stale: ['input', 'expectedVersion'],
  past_time: ['input', 'dueAt'],
  bad_link: ['input', 'url'],
};

const POSTS_MAX = 50;
const RESULTS = z.array(
  z.object({
    postId: z.string(),
    userErrors: z.array(
      z.object({
        code: z.enum(REFUSALS),
        field: z.array(z.string()).readonly().nullable(),
        message: z.string(),
        fix: z.string(),
      }),
    ),
  }),
);

export interface PostsAnswer {
  readonly results: readonly (PostAnswer & { readonly postId: string })[];
  readonly userErrors: readonly UserError[];
}

/** One after the other, each for itself: what is refused for one stops no other. Where all of it was done before, the same results. */
export async function changedPosts<
  I extends { readonly idempotencyKey: string },
  T extends { readonly postId: string },
>(asked: Asked<I>, posts: readonly T[], change: (post: T, place: number) => Promise<unknown>): Promise<PostsAnswer> {
  if (posts.length < 1 || posts.length > POSTS_MAX) throw badInput(`Give 1 to ${POSTS_MAX} posts.`);
  let results: z.infer<typeof RESULTS> = [];
  const userErrors = await asUserErrors(asked.context, POST_FIELDS, async () => {
    results = await onceAsked(asked, RESULTS, async () => {
      const done: z.infer<typeof RESULTS> = [];
      for (const [place, post] of posts.entries()) {
        const refused = await asUserErrors(asked.context, {}, async () => {
          await ownPost(asked.context, post.postId);
          await change(post, place);
        });
        done.push({ postId: post.postId, userErrors: refused });
      }
      return done;
    });
  });
  const answered = results.map(async (result) => ({ ...result, post: await postNow(asked.context, result.postId) }));
  return { results: await Promise.all(answered), userErrors };
}
