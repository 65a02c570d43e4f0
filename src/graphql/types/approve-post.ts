import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { RefusalCode } from '../../domain/refusal.js';
import { CLIENT, KEY } from './input-words.js';
import { Post } from './post.js';
import { RefusalWord } from './words.js';

@InputType({ description: 'Which revision of which post is approved.' })
export class ApprovePostInput {
  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => ID, { description: 'The revision that was seen; refused where the post has a newer one.' })
  revisionId!: string;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'Why a request was refused; nothing was changed.' })
export class UserError {
  @Field(() => RefusalWord, { description: 'The reason, for programs.' })
  code!: RefusalCode;

  @Field(() => [String], { nullable: true, description: 'The path of the input that is at fault, where it is one.' })
  field!: readonly string[] | null;

  @Field(() => String, { description: 'The reason, for people.' })
  message!: string;

  @Field(() => String, { description: 'What to do about it.' })
  fix!: string;
}

@ObjectType({ description: 'What became of an approval.' })
export class ApprovePostPayload {
  @Field(() => Post, { nullable: true, description: 'The post as it is now; null where there is none.' })
  post!: Post | null;

  @Field(() => [UserError], { description: 'Empty where it was approved.' })
  userErrors!: readonly UserError[];
}
