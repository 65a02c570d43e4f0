import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { DeliveryState } from '../../domain/delivery.js';
import type { PostState } from '../../domain/post.js';
import type { AccountRow, DeliveryListRow, PublicationState } from '../../reads/api-rows.js';
import { AccountStateWord, DeliveryKindWord, DeliveryStateWord, PostStateWord, PublicationStateWord } from './words.js';

const ALL = 'All of what is given must be true.';
const ACCOUNT = 'Only those of this account.';
const PLATFORM = 'Only those on this network, such as `telegram`.';

@InputType({ description: `Which posts. ${ALL}` })
export class PostFilter {
  @Field(() => [PostStateWord], { nullable: true, description: 'In one of these states.' })
  states?: PostState[] | null;

  @Field(() => ID, { nullable: true, description: 'Written by this member.' })
  authorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'With a publication on this account.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'With a publication on this network, such as `telegram`.' })
  platform?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words, ten at most, that are all in the title or text, as part of longer words too; `#123` is a number. The posts are looked through one by one: words that are rare among 100,000 take a second, unless dates narrow it.',
  })
  text?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Made then or later.' })
  createdFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Made before.' })
  createdUntil?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Planned for then or later; those without a time are not.',
  })
  dueFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Planned for before.' })
  dueUntil?: Date | null;
}

@InputType({ description: `Which publications. ${ALL}` })
export class PublicationFilter {
  @Field(() => [PublicationStateWord], { nullable: true, description: 'In one of these states.' })
  states?: PublicationState[] | null;

  @Field(() => ID, { nullable: true, description: ACCOUNT })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: PLATFORM })
  platform?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of posts that this member wrote.' })
  authorId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Due then or later.' })
  dueFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Due before.' })
  dueUntil?: Date | null;
}

@InputType({ description: `Which accounts. ${ALL}` })
export class AccountFilter {
  @Field(() => [AccountStateWord], { nullable: true, description: 'In one of these states.' })
  states?: AccountRow['state'][] | null;

  @Field(() => String, { nullable: true, description: PLATFORM })
  platform?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those whose queue stands still, or only the others.' })
  held?: boolean | null;
}

@InputType({ description: `What of the queue. ${ALL}` })
export class QueueFilter {
  @Field(() => ID, { nullable: true, description: ACCOUNT })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: PLATFORM })
  platform?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what waits for a person because its time has passed, or only what does not.',
  })
  held?: boolean | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Due then or later.' })
  dueFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Due before.' })
  dueUntil?: Date | null;
}

@InputType({ description: `Which deliveries. ${ALL}` })
export class DeliveryFilter {
  @Field(() => [DeliveryKindWord], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: DeliveryListRow['kind'][] | null;

  @Field(() => [DeliveryStateWord], {
    nullable: true,
    description: 'In one of these states; what is rare among very many is found sooner with a date beside it.',
  })
  states?: DeliveryState[] | null;

  @Field(() => ID, { nullable: true, description: ACCOUNT })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this publication: its parts and corrections.' })
  publicationId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Made then or later.' })
  createdFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Made before.' })
  createdUntil?: Date | null;
}

@InputType({ description: `Which events. ${ALL}` })
export class EventFilter {
  @Field(() => ID, { nullable: true, description: 'About this post.' })
  postId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Done by this member.' })
  memberId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What happened, such as `post.approve`, or to what: `post`. What is rare is found sooner with a date beside it.',
  })
  what?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Then or later.' })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before.' })
  until?: Date | null;
}
