import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { approvePost } from '../../usecases/approve-post.js';
import { changedPost, type PostAnswer } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { ApprovePostInput, ApprovePostPayload } from '../types/approve-post.js';

@Resolver()
export class ApprovePostResolver {
  @Mutation(() => ApprovePostPayload, {
    description: 'An editor’s yes to exactly this revision. The last one needed makes the publications.',
  })
  approvePost(
    @Arg('input', () => ApprovePostInput, { description: 'What is approved.' }) input: ApprovePostInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const { desk, member } = context;
    const { postId, revisionId } = input;
    const fields = { post_moved: ['input', 'revisionId'] } as const;
    return changedPost({ context, operation: 'approvePost', input }, fields, async () => {
      await approvePost(desk, { postId, revisionId, memberId: member.memberId });
      return postId;
    });
  }
}
