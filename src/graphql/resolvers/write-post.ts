import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RefusalFacts } from '../../domain/refusal.js';
import { clientView } from '../../reads/client-view.js';
import { createPost } from '../../usecases/create-post.js';
import { duplicatePost } from '../../usecases/duplicate-post.js';
import { editPost } from '../../usecases/edit-post.js';
import { refuseUnknownAccounts } from '../../usecases/named-accounts.js';
import { changedPost, type PostAnswer, sourceOf } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import { givenMedia, keepFiles } from '../given-media.js';
import { PostPayload } from '../types/payloads.js';
import { CreatePostInput, EditPostInput } from '../types/post-inputs.js';
import { PostStepInput } from '../types/step-inputs.js';
import type { InputFields } from '../user-errors.js';
import { withVariants, withWords } from '../written-content.js';
import { requestOf } from './post-steps.js';

@Resolver()
export class WritePostResolver {
  @Mutation(() => PostPayload, {
    description: 'Makes a draft, whose card is in the private chat of the member who asks.',
  })
  createPost(
    @Arg('input', () => CreatePostInput, { description: 'The post.' }) input: CreatePostInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const asked = { context, operation: 'createPost', input, receive: () => keepFiles(input.media) };
    return changedPost(asked, WRITE_FIELDS, () => create(input, context));
  }

  @Mutation(() => PostPayload, {
    description:
      'Changes what a post says and where it goes. In review or approved it becomes a new revision, which nobody has approved yet, and what has not left is taken back.',
  })
  editPost(
    @Arg('input', () => EditPostInput, { description: 'The post and what is different.' }) input: EditPostInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    const asked = { context, operation: 'editPost', input, receive: () => keepFiles(input.media) };
    return changedPost(asked, WRITE_FIELDS, () => edit(input, context));
  }

  @Mutation(() => PostPayload, {
    description: 'Makes a draft of your own with the same content, variants and targets, and without a time.',
  })
  duplicatePost(
    @Arg('input', () => PostStepInput, { description: 'The post.' }) input: PostStepInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    return changedPost({ context, operation: 'duplicatePost', input }, {}, async () => {
      const { desk } = context;
      const { postId, memberId } = requestOf(input, context);
      const { idempotencyKey: wishId } = input;
      const copy = await duplicatePost(desk, {
        postId,
        memberId,
        ...(await cardPlace(context)),
        ...(wishId && { wishId }),
      });
      return copy.postId;
    });
  }
}

const ofMedium = ({ item }: RefusalFacts): string[] => ['input', 'media', String(Number(item) - 1)];
const WRITE_FIELDS: InputFields = {
  empty_post: ['input', 'text'],
  bad_entities: ['input', 'entities'],
  bad_link: ['input', 'link'],
  bad_quiz: ['input', 'quiz'],
  bad_setting: ['input', 'variants'],
  no_account: ['input', 'targetAccountIds'],
  no_targets: ['input', 'targetAccountIds'],
  bad_zone: ['input', 'zone'],
  too_many_media: ['input', 'media'],
  media_address: ofMedium,
  media_unreachable: ofMedium,
  media_too_large: ofMedium,
  media_damaged: ofMedium,
  media_type: ofMedium,
  media_dimensions: ofMedium,
  media_codec: ofMedium,
};

async function create(input: CreatePostInput, context: ApiContext): Promise<string> {
  const { desk, member } = context;
  const { clientId, memberId } = member;
  const { title, subject, language, dueAt, zone, targetAccountIds: targetIds = null } = input;
  refuseLong(input);
  if (targetIds) await refuseUnknownAccounts(desk, clientId, targetIds);
  const words = withWords({ text: '', entities: [], media: [] }, input);
  const varied = withVariants(desk, words, input.variants ?? null);
  const content = { ...varied, media: await givenMedia(context, input.media ?? [], []) };
  const { postId } = await createPost(desk, {
    clientId,
    memberId,
    content,
    source: sourceOf('createPost', input, context),
    ...(await cardPlace(context)),
    targetIds,
    about: { title, subject, language, dueAt, zone },
  });
  return postId;
}

async function edit(input: EditPostInput, context: ApiContext): Promise<string> {
  const { desk, load, member } = context;
  const { postId, targetAccountIds: targetIds, title, subject, language, media: given } = input;
  refuseLong(input);
  if (targetIds) await refuseUnknownAccounts(desk, member.clientId, targetIds);
  const present = (await load.post.load(postId))?.media ?? [];
  const media = given === undefined ? null : await givenMedia(context, given ?? [], present);
  await editPost(desk, requestOf(input, context), (draft) => {
    const content = withVariants(desk, withWords(draft.content, input), input.variants ?? null);
    return {
      content: media ? { ...content, media } : content,
      targetIds: targetIds === undefined ? draft.targetIds : targetIds,
      title,
      subject,
      language,
    };
  });
  return postId;
}

/** Where the card of a new post goes: to the private chat of the one who asks. */
export async function cardPlace({ db, member }: ApiContext): Promise<{ chatId: string; language: string }> {
  const { telegramId, clientId } = member;
  const client = await clientView(db, clientId);
  return { chatId: telegramId, language: member.language ?? client?.language ?? 'en' };
}

const LINE_MAX = 300;

function refuseLong({ title, subject, language }: Pick<CreatePostInput, 'title' | 'subject' | 'language'>): void {
  if ((title?.length ?? 0) > LINE_MAX || (subject?.length ?? 0) > LINE_MAX) {
    throw badInput(`title and subject have ${LINE_MAX} characters at most.`);
  }
  if (language && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) {
    throw badInput('language is a code such as uk or pt-BR.');
  }
}
