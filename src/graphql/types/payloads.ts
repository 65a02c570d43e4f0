import { Field, ID, Int, ObjectType } from 'type-graphql';
import { UserError } from './approve-post.js';
import { Client, Member, SocialAccount } from './client.js';
import { Me } from './me.js';
import { Post } from './post.js';

@ObjectType({ description: 'What became of a change of a post.' })
export class PostPayload {
  @Field(() => Post, { nullable: true, description: 'The post as it is now; null where there is none.' })
  post!: Post | null;

  @Field(() => [UserError], { description: 'Empty where it was done.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of one of several posts.' })
export class PostResult {
  @Field(() => ID, { description: 'The post, as it was named.' })
  postId!: string;

  @Field(() => Post, { nullable: true, description: 'It as it is now; null where there is none.' })
  post!: Post | null;

  @Field(() => [UserError], { description: 'Empty where it was done for this one.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of several posts, each for itself: one that is refused stops no other.' })
export class PostsPayload {
  @Field(() => [PostResult], { description: 'One for each, in the order in which they were named.' })
  results!: readonly PostResult[];

  @Field(() => [UserError], {
    description: 'Why the whole request was refused; what is about one post is with its result.',
  })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of a change of a client.' })
export class ClientPayload {
  @Field(() => Client, { nullable: true, description: 'The client as it is now.' })
  client!: Client | null;

  @Field(() => [UserError], { description: 'Empty where it was done.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the end of a freeze.' })
export class ResumePayload {
  @Field(() => Client, { nullable: true, description: 'The client as it is now.' })
  client!: Client | null;

  @Field(() => Int, { nullable: true, description: 'How many posts had missed their time.' })
  missedPosts!: number | null;

  @Field(() => [UserError], { description: 'Empty where it was done.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of a change of an account.' })
export class AccountPayload {
  @Field(() => SocialAccount, { nullable: true, description: 'The account as it is now; null where there is none.' })
  account!: SocialAccount | null;

  @Field(() => [UserError], { description: 'Empty where it was done.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What the network says of an account.' })
export class TestAccountPayload {
  @Field(() => SocialAccount, { nullable: true, description: 'The account as it is now; null where there is none.' })
  account!: SocialAccount | null;

  @Field(() => String, { nullable: true, description: 'Its username by the network’s own word.' })
  username!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many posts it has taken in its current period, where it says so.',
  })
  quotaUsed!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many it takes in such a period.' })
  quotaTotal!: number | null;

  @Field(() => [UserError], { description: 'Empty where the credentials are good.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of a change of the team.' })
export class MemberPayload {
  @Field(() => Member, { nullable: true, description: 'The person as they are now; null where there is none.' })
  member!: Member | null;

  @Field(() => [UserError], { description: 'Empty where it was done.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of a change of one’s own settings.' })
export class OwnSettingsPayload {
  @Field(() => Me, { description: 'For whom this request acts.' })
  me!: Me;

  @Field(() => [UserError], { description: 'Empty where it was done.' })
  userErrors!: readonly UserError[];
}
