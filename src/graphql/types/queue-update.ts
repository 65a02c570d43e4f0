import { Field, ID, ObjectType } from 'type-graphql';
import { Post } from './post.js';

/** The posts are in its resolver. */
@ObjectType({ description: 'Something in the queue has changed: read the queue again.' })
export class QueueUpdate {
  @Field(() => [ID], { description: 'The posts that it is about; empty where it is about all, as with a freeze.' })
  postIds!: readonly string[];

  /** Told, not loaded, by the resolver. */
  posts?: readonly Post[];
}
