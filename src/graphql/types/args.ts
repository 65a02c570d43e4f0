import { CLIENT } from './input-words.js';
import { ArgsType, Field, ID, Int } from 'type-graphql';

/** The client is chosen before the operation runs (`enter-operation.ts`), so that resolvers do not look at it. */
@ArgsType()
export class ClientArgs {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: 'How many, 1 to 100.' })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The `endCursor` of the page before. Pages go forward only: to go back, ask in the opposite order.',
  })
  after?: string | null;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;
}

/** Of a list that hangs on something else. */
@ArgsType()
export class InnerPageArgs {
  @Field(() => Int, { description: 'How many, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

@ArgsType()
export class LookupArgs {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;
}

@ArgsType()
export class PostLookupArgs {
  @Field(() => Int, { nullable: true, description: 'Its short number, #123 in the chat.' })
  number?: number | null;

  @Field(() => ID, { nullable: true, description: 'Its id.' })
  id?: string | null;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;
}
