import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { PostRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { idIn } from '../paging.js';
import { ClientArgs } from '../types/args.js';
import { Post } from '../types/post.js';
import { QueueUpdate } from '../types/queue-update.js';

@ArgsType()
class PostUpdatedArgs extends ClientArgs {
  @Field(() => ID, { nullable: true, description: 'Only this post.' })
  id?: string | null;
}

interface Subscribing<A> {
  readonly args: A;
  readonly context: ApiContext;
}

@Resolver(() => QueueUpdate)
export class SubscriptionResolver {
  @Subscription(() => Post, {
    nullable: true,
    description: 'A post each time that something happens to it: all that you may see, or one.',
    subscribe: async ({ args, context }: Subscribing<PostUpdatedArgs>) => postsOf(context, idIn('id', args.id)),
  })
  postUpdated(
    @Root() changed: string,
    @Args(() => PostUpdatedArgs) _only: PostUpdatedArgs,
    @Ctx() { load }: ApiContext,
  ): Promise<PostRow | null> {
    return load.post.load(changed);
  }

  @Subscription(() => QueueUpdate, {
    description: 'Each time that something changes what waits to go out: at most twice a second.',
    subscribe: async ({ context }: Subscribing<ClientArgs>) => queueOf(context),
  })
  queueUpdated(@Root() postIds: readonly string[], @Args(() => ClientArgs) _client: ClientArgs): QueueUpdate {
    return { postIds };
  }

  @FieldResolver(() => [Post], { description: 'Those posts, as they are now.' })
  async posts(@Root() { postIds }: QueueUpdate, @Ctx() { load }: ApiContext): Promise<PostRow[]> {
    const posts = await Promise.all(postIds.map((id) => load.post.load(id)));
    return posts.filter((post) => post !== null);
  }
}

/** Of the whole client, and what changes its queue. */
const OF_QUEUE = /^(client\.(frozen|resumed|settings)|account\.)/;
/** Of a post that is only being written. */
const OF_DRAFTS: ReadonlySet<string> = new Set(['post.created', 'post.archive', 'post.restore']);

/** Listens before it returns: whoever is told that the subscription runs misses nothing. */
async function postsOf(context: ApiContext, only: string | null): Promise<AsyncGenerator<string>> {
  const batches = await context.changes();
  return (async function* () {
    for await (const batch of batches) {
      const ids = new Set(batch.flatMap(({ postId }) => postId ?? []));
      const wanted = [...ids].filter((id) => only === null || only === id);
      yield* await visible(context, wanted);
    }
  })();
}

async function queueOf(context: ApiContext): Promise<AsyncGenerator<readonly string[]>> {
  const batches = await context.changes();
  return (async function* () {
    for await (const batch of batches) {
      const isAboutAll = batch.some(({ postId, what }) => postId === null && OF_QUEUE.test(what));
      const ids = batch.flatMap(({ postId, what }) => (postId === null || OF_DRAFTS.has(what) ? [] : postId));
      const seen = await visible(context, [...new Set(ids)]);
      if (isAboutAll || seen.length > 0) yield isAboutAll ? [] : seen;
    }
  })();
}

/** Authors hear of their own posts alone. */
async function visible({ as, member, access }: ApiContext, ids: readonly string[]): Promise<string[]> {
  const { load } = as(member, access);
  const posts = await Promise.all(ids.map((id) => load.post.load(id)));
  return posts.flatMap((post) => post?.id ?? []);
}
