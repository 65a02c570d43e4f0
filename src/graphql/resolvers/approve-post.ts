import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Refusal, type RefusalCode } from '../../domain/refusal.js';
import { approvePost } from '../../usecases/approve-post.js';
import type { ApiContext } from '../context.js';
import { UUID } from '../paging.js';
import { ApprovePostInput, ApprovePostPayload } from '../types/approve-post.js';
import { asUserErrors } from '../user-errors.js';

/** Which input a refusal is about. */
const FIELDS: Partial<Record<RefusalCode, readonly string[]>> = {
  not_found: ['input', 'postId'],
  post_moved: ['input', 'revisionId'],
};

@Resolver()
export class ApprovePostResolver {
  @Mutation(() => ApprovePostPayload, {
    description: 'An editor’s yes to exactly this revision. The last one needed makes the publications.',
  })
  async approvePost(
    @Arg('input', () => ApprovePostInput, { description: 'What is approved.' }) input: ApprovePostInput,
    @Ctx() context: ApiContext,
  ): Promise<ApprovePostPayload> {
    const { desk, load, member } = context;
    const { postId, revisionId } = input;
    const userErrors = await asUserErrors(FIELDS, async () => {
      // Another client's post is none of ours, also for a person who is a member there.
      if (!UUID.test(postId) || !(await load.post.load(postId))) throw new Refusal('not_found');
      await approvePost(desk, { postId, revisionId, memberId: member.memberId });
    });
    const post = UUID.test(postId) ? await load.post.clear(postId).load(postId) : null;
    return { post, userErrors };
  }
}
