import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { PostRow } from '../../reads/api-rows.js';
import type { Batch } from '../change-feed.js';
import type { ApiContext } from '../context.js';
import { Post } from '../types/post.js';
import { QueueUpdate } from '../types/queue-update.js';

/** Of the whole client, and what changes its queue. */
const OF_QUEUE = /^(client\.(frozen|resumed|settings)|account\.)/;
/** Of a post that is only being written. */
const OF_DRAFTS: ReadonlySet<string> = new Set(['post.created', 'post.archive', 'post.restore']);

@Resolver(() => QueueUpdate)
export class SubscriptionResolver {
  @Subscription(() => Post, {
    nullable: true,
    description: 'A post each time that something happens to it: all posts of the client, or one.',
    subscribe: async ({ context, args }: { context: ApiContext; args: { id?: string | null } }) =>
      postsOf(await context.changes(), args.id ?? null),
  })
  postUpdated(
    @Root() changed: string,
    @Arg('id', () => ID, { nullable: true, description: 'Only this post.' }) _id: string | null | undefined,
    @Ctx() { load }: ApiContext,
  ): Promise<PostRow | null> {
    return load.post.load(changed);
  }

  @Subscription(() => QueueUpdate, {
    description: 'Each time that something changes what waits to go out: at most twice a second.',
    subscribe: async ({ context }: { context: ApiContext }) => queueOf(await context.changes()),
  })
  queueUpdated(@Root() postIds: readonly string[]): QueueUpdate {
    return { postIds };
  }

  @FieldResolver(() => [Post], { description: 'Those posts, as they are now.' })
  async posts(@Root() { postIds }: QueueUpdate, @Ctx() { load }: ApiContext): Promise<PostRow[]> {
    const posts = await Promise.all(postIds.map((id) => load.post.load(id)));
    return posts.filter((post) => post !== null);
  }
}

async function* postsOf(batches: AsyncIterable<Batch>, only: string | null): AsyncGenerator<string> {
  for await (const batch of batches) {
    const ids = new Set(batch.flatMap(({ postId }) => postId ?? []));
    for (const id of ids) if (only === null || only === id) yield id;
  }
}

async function* queueOf(batches: AsyncIterable<Batch>): AsyncGenerator<readonly string[]> {
  for await (const batch of batches) {
    const matter = batch.filter(({ postId, what }) => (postId === null ? OF_QUEUE.test(what) : !OF_DRAFTS.has(what)));
    if (matter.length > 0) yield [...new Set(matter.flatMap(({ postId }) => postId ?? []))];
  }
}
