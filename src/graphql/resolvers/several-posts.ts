import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { spacedOut } from '../../domain/schedule.js';
import { announceHeldNow, decideHeldPost } from '../../usecases/decide-held.js';
import { approvePost } from '../../usecases/approve-post.js';
import { publishNow, schedulePost } from '../../usecases/schedule-post.js';
import { changedPosts, type PostsAnswer } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import { PostsPayload } from '../types/payloads.js';
import { ApprovePostsInput, DecideHeldInput, PublishPostsNowInput, SchedulePostsInput } from '../types/step-inputs.js';
import { requestOf } from './post-steps.js';

const INPUT = { description: 'Which posts.' };

@Resolver()
export class SeveralPostsResolver {
  @Mutation(() => PostsPayload, { description: 'An editor’s yes to several revisions, each for itself.' })
  approvePosts(
    @Arg('input', () => ApprovePostsInput, INPUT) input: ApprovePostsInput,
    @Ctx() context: ApiContext,
  ): Promise<PostsAnswer> {
    const { desk, member } = context;
    return changedPosts({ context, operation: 'approvePosts', input }, input.posts, ({ postId, revisionId }) =>
      approvePost(desk, { postId, revisionId, memberId: member.memberId }),
    );
  }

  @Mutation(() => PostsPayload, { description: 'Plans the times of several posts, each for itself.' })
  schedulePosts(
    @Arg('input', () => SchedulePostsInput, INPUT) input: SchedulePostsInput,
    @Ctx() context: ApiContext,
  ): Promise<PostsAnswer> {
    return changedPosts({ context, operation: 'schedulePosts', input }, input.posts, (post) =>
      schedulePost(context.desk, requestOf(post, context), post.dueAt ?? null),
    );
  }

  @Mutation(() => PostsPayload, {
    description: 'Lets approved posts go at once, each for itself; those that are not approved are refused.',
  })
  publishPostsNow(
    @Arg('input', () => PublishPostsNowInput, INPUT) input: PublishPostsNowInput,
    @Ctx() context: ApiContext,
  ): Promise<PostsAnswer> {
    return changedPosts({ context, operation: 'publishPostsNow', input }, input.posts, (post) =>
      publishNow(context.desk, requestOf(post, context)),
    );
  }

  @Mutation(() => PostsPayload, {
    description:
      'Decides about posts that are held for being late, in the order in which they are named; one that is held no more is refused.',
  })
  async decideHeld(
    @Arg('input', () => DecideHeldInput, INPUT) input: DecideHeldInput,
    @Ctx() context: ApiContext,
  ): Promise<PostsAnswer> {
    const { desk, member } = context;
    const { decision, postIds, dueAt = null } = input;
    if ((decision === 'move') !== (dueAt !== null)) throw badInput('Give dueAt with MOVE, and only then.');
    const posts = postIds.map((postId) => ({ postId }));
    const times = spacedOut(posts.length, dueAt ?? desk.clock.now());
    const answer = await changedPosts({ context, operation: 'decideHeld', input }, posts, ({ postId }, place) =>
      decideHeldPost(desk, { postId, memberId: member.memberId }, decision, times[place] ?? desk.clock.now()),
    );
    await announceHeldNow(desk);
    return answer;
  }
}
