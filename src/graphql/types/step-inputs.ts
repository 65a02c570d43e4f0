import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { HeldDecision } from '../../usecases/decide-held.js';
import { CLIENT, KEY, VERSION_OPTIONAL } from './input-words.js';
import { HeldDecisionWord } from './write-words.js';

@InputType({ description: 'A step of one post.' })
export class PostStepInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { nullable: true, description: VERSION_OPTIONAL })
  expectedVersion?: number | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An editor’s no to one revision.' })
export class DeclinePostInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => ID, { description: 'The revision that was seen; refused where the post has a newer one.' })
  revisionId!: string;

  @Field(() => String, { description: 'Why, in a sentence; its author is told.' })
  reason!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'The time of a post.' })
export class SchedulePostInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { nullable: true, description: VERSION_OPTIONAL })
  expectedVersion?: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is to go out; null: as soon as it is approved, or now where it is.',
  })
  dueAt?: Date | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which revision of which post is approved.' })
class ApprovalOfPost {
  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => ID, { description: 'The revision that was seen.' })
  revisionId!: string;
}

@InputType({ description: 'Several approvals.' })
export class ApprovePostsInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => [ApprovalOfPost], { description: '1 to 50 posts.' })
  posts!: ApprovalOfPost[];

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'The time of one of several posts.' })
class TimeOfPost {
  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { nullable: true, description: VERSION_OPTIONAL })
  expectedVersion?: number | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is to go out; null: as soon as it is approved, or now where it is.',
  })
  dueAt?: Date | null;
}

@InputType({ description: 'The times of several posts.' })
export class SchedulePostsInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => [TimeOfPost], { description: '1 to 50 posts.' })
  posts!: TimeOfPost[];

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'One of several posts.' })
class PostAndVersion {
  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { nullable: true, description: VERSION_OPTIONAL })
  expectedVersion?: number | null;
}

@InputType({ description: 'Approved posts that go at once.' })
export class PublishPostsNowInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => [PostAndVersion], { description: '1 to 50 posts.' })
  posts!: PostAndVersion[];

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'What becomes of posts that are held for being late.' })
export class DecideHeldInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => [ID], { description: '1 to 50 posts, in the order in which they are to go.' })
  postIds!: string[];

  @Field(() => HeldDecisionWord, { description: 'What becomes of them.' })
  decision!: HeldDecision['how'];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The new time of the first, with MOVE.' })
  dueAt?: Date | null;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}
