import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { arrangeMedia } from '../../usecases/arrange-media.js';
import { describeMedium } from '../../usecases/describe-medium.js';
import { editPost } from '../../usecases/edit-post.js';
import { fixPost } from '../../usecases/fix-post.js';
import { refuseUnknownAccounts } from '../../usecases/named-accounts.js';
import { changedPost, type PostAnswer } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import { PostPayload } from '../types/payloads.js';
import {
  ArrangeMediaInput,
  DescribeMediumInput,
  FixPostInput,
  SetTargetsInput,
  SetVariantInput,
} from '../types/post-inputs.js';
import { withVariants } from '../written-content.js';
import { requestOf } from './post-steps.js';

/** What the menus of a card do, each for itself; `editPost` does most of it at once. */
@Resolver()
export class PostDetailsResolver {
  @Mutation(() => PostPayload, {
    description: 'Gives one network a text of its own, takes it back, or chooses its options.',
  })
  setVariant(
    @Arg('input', () => SetVariantInput, { description: 'The network and what it gets.' }) input: SetVariantInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const { desk } = context;
    const fields = {
      bad_setting: ['input', 'variant'],
      bad_entities: ['input', 'variant', 'entities'],
      empty_post: ['input', 'variant', 'text'],
    } as const;
    return changedPost({ context, operation: 'setVariant', input }, fields, async () => {
      await editPost(desk, requestOf(input, context), (draft) => ({
        ...draft,
        content: withVariants(desk, draft.content, [input.variant]),
      }));
      return input.postId;
    });
  }

  @Mutation(() => PostPayload, { description: 'Says what a picture of a post shows, for those who cannot see it.' })
  describeMedium(
    @Arg('input', () => DescribeMediumInput, { description: 'The medium and the words.' }) input: DescribeMediumInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    return changedPost({ context, operation: 'describeMedium', input }, {}, async () => {
      const { postId, hash, altText } = input;
      const post = await context.load.post.load(postId);
      if (!post?.media.some((ref) => ref.hash === hash)) throw badInput(`The post has no medium ${hash}.`);
      await describeMedium(context.desk, requestOf(input, context), hash, altText);
      return input.postId;
    });
  }

  @Mutation(() => PostPayload, { description: 'Puts the media of a post in another order, or takes some out.' })
  arrangeMedia(
    @Arg('input', () => ArrangeMediaInput, { description: 'The order.' }) input: ArrangeMediaInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const fields = { empty_post: ['input', 'order'] } as const;
    return changedPost({ context, operation: 'arrangeMedia', input }, fields, async () => {
      const { postId, expectedVersion: version, order } = input;
      await arrangeMedia(context.desk, { ...requestOf(input, context), version }, [...new Set(order)]);
      return postId;
    });
  }

  @Mutation(() => PostPayload, { description: 'Says to which accounts a post goes.' })
  setTargets(
    @Arg('input', () => SetTargetsInput, { description: 'The accounts.' }) input: SetTargetsInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const { desk, member } = context;
    const { postId, accountIds: targetIds = null } = input;
    const fields = { no_account: ['input', 'accountIds'], no_targets: ['input', 'accountIds'] } as const;
    return changedPost({ context, operation: 'setTargets', input }, fields, async () => {
      if (targetIds) await refuseUnknownAccounts(desk, member.clientId, targetIds);
      await editPost(desk, requestOf(input, context), (draft) => ({ ...draft, targetIds }));
      return postId;
    });
  }

  @Mutation(() => PostPayload, { description: 'Does what can be done where a network would not take a post as it is.' })
  fixPost(
    @Arg('input', () => FixPostInput, { description: 'For which account, and what.' }) input: FixPostInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const { desk, member } = context;
    const { postId, accountId, fix } = input;
    return changedPost({ context, operation: 'fixPost', input }, { no_account: ['input', 'accountId'] }, async () => {
      await refuseUnknownAccounts(desk, member.clientId, [accountId]);
      await fixPost(desk, requestOf(input, context), accountId, fix);
      return postId;
    });
  }
}
