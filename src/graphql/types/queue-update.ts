import { Field, ID, ObjectType } from 'type-graphql';

/** The posts are in its resolver. */
@ObjectType({ description: 'Something in the queue has changed: read the queue again.' })
export class QueueUpdate {
  @Field(() => [ID], { description: 'The posts that it is about; empty where it is about all, as with a freeze.' })
  postIds!: readonly string[];
}
