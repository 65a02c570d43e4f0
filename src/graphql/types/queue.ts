import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DeliveryState } from '../../domain/delivery.js';
import { DeliveryStateWord } from './words.js';

/** Author, account and publication are in its resolver. */
@ObjectType({ description: 'What goes out next, or waits for a person because its time has passed.' })
export class QueueItem {
  @Field(() => ID, { description: 'Its id: the delivery of the main part.' })
  id!: string;

  @Field(() => DeliveryStateWord, { description: 'Where it is; `HELD` waits for a person.' })
  state!: DeliveryState;

  @Field(() => GraphQLDateTime, { description: 'When it leaves.' })
  dueAt!: Date;

  @Field(() => Int, { description: 'The short number of its post.' })
  number!: number;

  @Field(() => String, { description: 'How the text of the post begins.' })
  words!: string;
}

@ObjectType({ description: 'All that is held for being late.' })
export class HeldPosts {
  @Field(() => Int, { description: 'How many posts.' })
  count!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Another one means that something else is held than you saw; null: nothing is.',
  })
  signature!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the last one was held.' })
  newestAt!: Date | null;
}
