import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Verdict } from '../../usecases/resolve-unknown.js';
import { CLIENT, KEY, PART_VERSION, VERSION_OPTIONAL } from './input-words.js';
import { VerdictWord } from './write-words.js';

@InputType({ description: 'A step of one publication, named by its first part.' })
export class PublicationStepInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The first part of the publication.' })
  partId!: string;

  @Field(() => Int, { description: PART_VERSION })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A publication that goes out once more.' })
export class RepeatPublicationInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The first part of the publication.' })
  partId!: string;

  @Field(() => Int, { description: PART_VERSION })
  expectedVersion!: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When; null: now.' })
  dueAt?: Date | null;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'A part that failed or is held and is sent now.' })
export class RetryPartInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The part.' })
  partId!: string;

  @Field(() => Int, { description: PART_VERSION })
  expectedVersion!: number;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'What became of a part whose answer was lost.' })
export class ResolveUnknownInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The part.' })
  partId!: string;

  @Field(() => Int, { description: PART_VERSION })
  expectedVersion!: number;

  @Field(() => VerdictWord, { description: 'What a person saw.' })
  verdict!: Verdict['is'];

  @Field(() => String, {
    nullable: true,
    description: 'The link to what is there, with THERE: with it, it can be changed and taken down later.',
  })
  url?: string | null;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'What is taken down.' })
export class UnpublishPostInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { nullable: true, description: VERSION_OPTIONAL })
  expectedVersion?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only this publication; null: wherever the network lets tools delete.',
  })
  publicationId?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}
