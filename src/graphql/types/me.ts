import { Field, ID, ObjectType } from 'type-graphql';
import type { Role } from '../../domain/post.js';
import { RoleWord } from './words.js';

/** The client is in its resolver. */
@ObjectType({ description: 'The member for whom this request acts.' })
export class Me {
  @Field(() => ID, { description: 'The id of the member.' })
  id!: string;

  @Field(() => String, { description: 'The name, as Telegram has it.' })
  name!: string;

  @Field(() => RoleWord, { description: 'What they may do for the client.' })
  role!: Role;
}
