import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

/** Who did it and to which post is in its resolver. */
@ObjectType({ description: 'One entry of the audit trail, which is only ever added to.' })
export class AuditEvent {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What happened: the subject and the step, such as `post.approve`.' })
  what!: string;

  @Field(() => ID, { nullable: true, description: 'The delivery that it is about.' })
  deliveryId!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'How it was before, as far as it changed.' })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'How it was then.' })
  after!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When.' })
  at!: Date;
}
