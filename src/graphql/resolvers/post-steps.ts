import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { declinePost } from '../../usecases/decline-post.js';
import { schedulePost } from '../../usecases/schedule-post.js';
import { type PlainStep, stepPost } from '../../usecases/step-post.js';
import { submitPost } from '../../usecases/submit-post.js';
import { unpublish } from '../../usecases/unpublish.js';
import { changedPost, type PostAnswer } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { PostPayload } from '../types/payloads.js';
import { UnpublishPostInput } from '../types/publication-inputs.js';
import { DeclinePostInput, PostStepInput, SchedulePostInput } from '../types/step-inputs.js';
import { Refusal } from '../../domain/refusal.js';
import { UUID } from '../paging.js';

const INPUT = { description: 'Which post, and from which version.' };
const DECLINED = { description: 'Which revision, and why.' };

@Resolver()
export class PostStepResolver {
  @Mutation(() => PostPayload, {
    description: 'Sends a draft to review, or straight on where the policy of the client needs nobody.',
  })
  submitPost(@Arg('input', () => PostStepInput, INPUT) input: PostStepInput, @Ctx() context: ApiContext) {
    return changedPost({ context, operation: 'submitPost', input }, SUBMIT_FIELDS, async () => {
      await submitPost(context.desk, requestOf(input, context));
      return input.postId;
    });
  }

  @Mutation(() => PostPayload, { description: 'Takes a post back from review: it is a draft again.' })
  withdrawPost(@Arg('input', () => PostStepInput, INPUT) input: PostStepInput, @Ctx() context: ApiContext) {
    return plainStep('withdraw', input, context);
  }

  @Mutation(() => PostPayload, { description: 'Makes a rejected post a draft again.' })
  reopenPost(@Arg('input', () => PostStepInput, INPUT) input: PostStepInput, @Ctx() context: ApiContext) {
    return plainStep('reopen', input, context);
  }

  @Mutation(() => PostPayload, {
    description: 'Puts a post out of sight; refused while something of it is on its way.',
  })
  archivePost(@Arg('input', () => PostStepInput, INPUT) input: PostStepInput, @Ctx() context: ApiContext) {
    return plainStep('archive', input, context);
  }

  @Mutation(() => PostPayload, { description: 'Brings an archived post back as a draft.' })
  restorePost(@Arg('input', () => PostStepInput, INPUT) input: PostStepInput, @Ctx() context: ApiContext) {
    return plainStep('restore', input, context);
  }

  @Mutation(() => PostPayload, {
    description: 'Takes back everything of an approved post that has not left: it is a draft again.',
  })
  cancelPost(@Arg('input', () => PostStepInput, INPUT) input: PostStepInput, @Ctx() context: ApiContext) {
    return plainStep('cancel', input, context);
  }

  @Mutation(() => PostPayload, {
    description: 'An editor’s no that gives the post back to its author, who is told why.',
  })
  requestChanges(@Arg('input', () => DeclinePostInput, DECLINED) input: DeclinePostInput, @Ctx() context: ApiContext) {
    return decline('requestChanges', input, context);
  }

  @Mutation(() => PostPayload, { description: 'An editor’s no that ends a post; its author is told why.' })
  rejectPost(@Arg('input', () => DeclinePostInput, DECLINED) input: DeclinePostInput, @Ctx() context: ApiContext) {
    return decline('rejectPost', input, context);
  }

  @Mutation(() => PostPayload, {
    description:
      'Plans the time of a post. Of an approved one it moves what has not left; approvals stay, unless the client wants a new one.',
  })
  schedulePost(@Arg('input', () => SchedulePostInput, INPUT) input: SchedulePostInput, @Ctx() context: ApiContext) {
    return changedPost({ context, operation: 'schedulePost', input }, {}, async () => {
      await schedulePost(context.desk, requestOf(input, context), input.dueAt ?? null);
      return input.postId;
    });
  }

  @Mutation(() => PostPayload, {
    description: 'Takes down what is live of a post, on one account or wherever the network lets tools delete.',
  })
  unpublishPost(@Arg('input', () => UnpublishPostInput, INPUT) input: UnpublishPostInput, @Ctx() context: ApiContext) {
    const { publicationId = null } = input;
    return changedPost({ context, operation: 'unpublishPost', input }, {}, async () => {
      if (publicationId !== null && !UUID.test(publicationId)) throw new Refusal('nothing_live');
      await unpublish(context.desk, requestOf(input, context), publicationId);
      return input.postId;
    });
  }
}

const SUBMIT_FIELDS = { unfit_target: ['input', 'postId'], no_targets: ['input', 'postId'] } as const;

interface Versioned {
  readonly postId: string;
  readonly expectedVersion?: number | null;
}

/** As the use cases take it. */
export function requestOf({ postId, expectedVersion }: Versioned, { member }: ApiContext) {
  const version = expectedVersion ?? null;
  return { postId, memberId: member.memberId, ...(version !== null && { version }) };
}

function plainStep(step: PlainStep, input: PostStepInput, context: ApiContext): Promise<PostAnswer> {
  return changedPost({ context, operation: `${step}Post`, input }, {}, async () => {
    await stepPost(context.desk, requestOf(input, context), step);
    return input.postId;
  });
}

const DECLINES = { requestChanges: 'request_changes', rejectPost: 'reject' } as const;

function decline(operation: keyof typeof DECLINES, input: DeclinePostInput, context: ApiContext): Promise<PostAnswer> {
  const fields = { reason_needed: ['input', 'reason'], post_moved: ['input', 'revisionId'] } as const;
  return changedPost({ context, operation, input }, fields, async () => {
    const { postId, revisionId, reason } = input;
    const { memberId } = context.member;
    await declinePost(context.desk, { postId, revisionId, memberId }, DECLINES[operation], reason);
    return postId;
  });
}
