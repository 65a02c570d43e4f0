import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Refusal, type RefusalCode } from '../../domain/refusal.js';
import { approvePost } from '../../usecases/approve-post.js';
import type { ApiContext } from '../context.js';
import { UUID } from '../paging.js';
import { messageOf, REFUSAL_FIXES } from '../refusal-texts.js';
import { ApprovePostInput, ApprovePostPayload, type UserError } from '../types/approve-post.js';

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
    const userErrors = await approve(input, context);
    const { load } = context;
    const post = UUID.test(input.postId) ? await load.post.clear(input.postId).load(input.postId) : null;
    return { post, userErrors };
  }
}

async function approve(
  { postId, revisionId }: ApprovePostInput,
  { desk, load, member }: ApiContext,
): Promise<UserError[]> {
  try {
    // Another client's post is none of ours, also for a person who is a member there.
    if (!UUID.test(postId) || !(await load.post.load(postId))) throw new Refusal('not_found');
    await approvePost(desk, { postId, revisionId, memberId: member.memberId });
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error;
    return [{ code, field: FIELDS[code] ?? null, message: messageOf(error), fix: REFUSAL_FIXES[code] }];
  }
}
