import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { createPost } from '../../usecases/create-post.js';
import { changedPost, type PostAnswer, sourceOf } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { CreateQuizPostInput, CreateQuizPostPayload } from '../types/quiz.js';
import { cardPlace } from './write-post.js';

@Resolver()
export class CreateQuizPostResolver {
  @Mutation(() => CreateQuizPostPayload, {
    description: 'Makes a draft with a quiz, whose card is in the private chat of the member who asks.',
  })
  createQuizPost(
    @Arg('input', () => CreateQuizPostInput, { description: 'The quiz.' }) input: CreateQuizPostInput,
    @Ctx() context: ApiContext,
  ): Promise<PostAnswer> {
    return changedPost({ context, operation: 'createQuizPost', input }, { bad_quiz: ['input'] }, () =>
      create(input, context),
    );
  }
}

async function create(input: CreateQuizPostInput, context: ApiContext): Promise<string> {
  const { question, answers, correct, explanation, difficulty, key } = input;
  const { desk, member } = context;
  const { clientId, memberId } = member;
  const quiz = { question, answers, correct, ...(explanation && { explanation }), ...(difficulty && { difficulty }) };
  const { postId } = await createPost(desk, {
    clientId,
    memberId,
    content: { text: '', entities: [], media: [], quiz },
    source: key ? `api:${memberId}:${key}` : sourceOf('createQuizPost', input, context),
    ...(await cardPlace(context)),
  });
  return postId;
}
