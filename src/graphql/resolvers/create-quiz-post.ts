import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PostRow } from '../../reads/api-rows.js';
import { clientView } from '../../reads/client-view.js';
import { createPost } from '../../usecases/create-post.js';
import type { ApiContext } from '../context.js';
import { CreateQuizPostInput, CreateQuizPostPayload } from '../types/quiz.js';
import { asUserErrors } from '../user-errors.js';

@Resolver()
export class CreateQuizPostResolver {
  @Mutation(() => CreateQuizPostPayload, {
    description: 'Makes a draft with a quiz, whose card is in the private chat of the member who asks.',
  })
  async createQuizPost(
    @Arg('input', () => CreateQuizPostInput, { description: 'The quiz.' }) input: CreateQuizPostInput,
    @Ctx() context: ApiContext,
  ): Promise<{ post: PostRow | null; userErrors: CreateQuizPostPayload['userErrors'] }> {
    let post: PostRow | null = null;
    const userErrors = await asUserErrors(FIELDS, async () => {
      const postId = await create(input, context);
      post = await context.load.post.clear(postId).load(postId);
    });
    return { post, userErrors };
  }
}

/** Which input a refusal is about. */
const FIELDS = { bad_quiz: ['input'] } as const;

async function create(
  { question, answers, correct, explanation, difficulty, key }: CreateQuizPostInput,
  { desk, db, member }: ApiContext,
): Promise<string> {
  const { clientId, memberId, telegramId } = member;
  const client = await clientView(db, clientId);
  const quiz = { question, answers, correct, ...(explanation && { explanation }), ...(difficulty && { difficulty }) };
  const { postId } = await createPost(desk, {
    clientId,
    memberId,
    content: { text: '', entities: [], media: [], quiz },
    source: `api:${memberId}:${key ?? desk.ids.uuid()}`,
    chatId: telegramId,
    language: member.language ?? client?.language ?? 'en',
  });
  return postId;
}
