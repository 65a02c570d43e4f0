import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../domain/post.js';
import { UserError } from './approve-post.js';
import { CLIENT, KEY } from './input-words.js';
import { RoleWord } from './words.js';

@InputType({ description: 'A new client, whose admin you become.' })
export class CreateClientInput {
  @Field(() => String, { description: 'Its name, 60 characters at most.' })
  name!: string;

  @Field(() => String, { description: 'The time zone it plans in, as an IANA name.' })
  zone!: string;

  @Field(() => String, { description: 'The language of its groups: `en`, `uk` or `ru`.' })
  language!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Another name of a client.' })
export class RenameClientInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => String, { description: 'Its name, 60 characters at most.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Where the editors of a client are asked.' })
export class BindGroupInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The Telegram id of a group that the bot is in; null: editors are asked one by one.',
  })
  chatId?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Whom one person who is not known yet is invited as.' })
export class InviteMemberInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => RoleWord, { description: 'What they may do.' })
  role!: Role;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An invitation that is taken back.' })
export class RevokeInvitationInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'A new invitation: for one person, within 24 hours.' })
export class InviteMemberPayload {
  @Field(() => ID, { nullable: true, description: 'Its id; null where it was refused.' })
  invitationId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What lets the person in: shown now and never again, so null where this request was made before.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'The link that hands it to the bot, to be sent to the person.' })
  link!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it lets somebody in.' })
  expiresAt!: Date | null;

  @Field(() => [UserError], { description: 'Empty where it was made.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of an invitation.' })
export class RevokeInvitationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The invitation that lets nobody in now; null where that was refused.',
  })
  invitationId!: string | null;

  @Field(() => [UserError], { description: 'Empty where it was taken back.' })
  userErrors!: readonly UserError[];
}
