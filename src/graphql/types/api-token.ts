import { CLIENT } from './input-words.js';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Scope } from '../../domain/access.js';
import type { Role } from '../../domain/post.js';
import { UserError } from './approve-post.js';
import { RoleWord, ScopeWord } from './words.js';

@ObjectType({ description: 'A token that asks this API as its member. Its secret is shown once, when it is made.' })
export class ApiToken {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What it is for, in the words of its member.' })
  name!: string;

  @Field(() => RoleWord, {
    description: 'What it may be at most; it never does more than its member may now.',
  })
  role!: Role;

  @Field(() => [ScopeWord], { description: 'What it may be used for.' })
  scopes!: readonly Scope[];

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when it can be used; null: until it is revoked.',
  })
  expiresAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was used last, to the minute.' })
  lastUsedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it is of no use any more.' })
  revokedAt!: Date | null;
}

@InputType({ description: 'A token to be made.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for, in at most 60 characters.' })
  name!: string;

  @Field(() => RoleWord, { description: 'What it may be at most: up to the role of whoever asks.' })
  role!: Role;

  @Field(() => [ScopeWord], { description: 'What it may be used for: only what whoever asks may, too.' })
  scopes!: Scope[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when; left out: until it is revoked.' })
  expiresAt!: Date | null | undefined;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId!: string | null | undefined;
}

@ObjectType({ description: 'What became of making a token.' })
export class CreateApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The token that was made.' })
  apiToken!: ApiToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token itself, for the header `Authorization: Bearer`. It is shown only here.',
  })
  token!: string | null;

  @Field(() => [UserError], { description: 'Empty where it was made.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'A token that is to be of no use any more.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId!: string | null | undefined;
}

@ObjectType({ description: 'What became of revoking a token.' })
export class RevokeApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The token as it is now; null where there is none.' })
  apiToken!: ApiToken | null;

  @Field(() => [UserError], { description: 'Empty where it was revoked, or was already.' })
  userErrors!: readonly UserError[];
}
