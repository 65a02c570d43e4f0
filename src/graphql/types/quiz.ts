import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Difficulty } from '../../domain/quiz.js';
import { UserError } from './approve-post.js';
import { Post } from './post.js';
import { CLIENT, KEY } from './input-words.js';
import { DifficultyWord } from './words.js';

@InputType({ description: 'A quiz to be posted.' })
export class CreateQuizPostInput {
  @Field(() => String, { description: 'What is asked, 300 characters at most.' })
  question!: string;

  @Field(() => [String], { description: '2 to 10 different answers, 100 characters each at most.' })
  answers!: string[];

  @Field(() => Int, { description: 'The place of the right one, from 0.' })
  correct!: number;

  @Field(() => String, { nullable: true, description: 'Shown after the answer, 200 characters at most.' })
  explanation?: string | null;

  @Field(() => DifficultyWord, { nullable: true, description: 'How hard it is.' })
  difficulty?: Difficulty | null;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Your own name for this request: sent again, it returns the post that it made and makes no second one.',
    deprecationReason: '2026-11-21: every input names it `idempotencyKey`.',
  })
  key?: string | null;
}

@ObjectType({ description: 'What became of a new quiz.' })
export class CreateQuizPostPayload {
  @Field(() => Post, { nullable: true, description: 'The draft; null where it was refused.' })
  post!: Post | null;

  @Field(() => [UserError], { description: 'Empty where it was made.' })
  userErrors!: readonly UserError[];
}
