import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Role } from '../../domain/post.js';
import type { InvitationState } from '../../reads/api-invitations.js';
import { RoleWord, words } from './words.js';

export const InvitationStateWord = words<InvitationState>('InvitationState', 'How an invitation stands.', {
  open: 'Waits for its person.',
  used: 'Its person has come.',
  revoked: 'Taken back by an admin.',
  expired: 'Nobody came in time.',
});

/** Who made and who used it is in its resolver. Its code is shown to whoever makes it, and never again. */
@ObjectType({ description: 'A link by which one person can join the team.' })
export class Invitation {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => RoleWord, { description: 'What the person will be.' })
  role!: Role;

  @Field(() => InvitationStateWord, { description: 'How it stands.' })
  state!: InvitationState;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'Until when it can be used.' })
  expiresAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was used; null where it was not.' })
  usedAt!: Date | null;
}
