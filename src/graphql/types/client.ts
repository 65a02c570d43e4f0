import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { AccountRow, LimitRow } from '../../reads/api-rows.js';
import type { Role } from '../../domain/post.js';
import { Failure } from './publication.js';
import { AccountStateWord, LimitScopeWord, RoleWord } from './words.js';

@ObjectType({ description: 'The brand whose accounts are run; everything belongs to one client.' })
export class Client {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'The time zone it plans in, as an IANA name such as `Europe/Kyiv`.' })
  zone!: string;

  @Field(() => String, { description: 'The language of its groups: `en`, `uk` or `ru`.' })
  language!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when nothing leaves; null while things do.' })
  frozenAt!: Date | null;

  @Field(() => RoleWord, { description: 'What you may do there.' })
  role!: Role;
}

@ObjectType({ description: 'A person who works for the client.' })
export class Member {
  @Field(() => ID, { description: 'The id of the person.' })
  id!: string;

  @Field(() => String, { description: 'The name, as Telegram has it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The Telegram username, without the @.' })
  username!: string | null;

  @Field(() => RoleWord, {
    nullable: true,
    description: 'What they may do now; null for one who is no member any more.',
  })
  role!: Role | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when they have belonged to the client; null where they do not.',
  })
  since!: Date | null;

  @Field(() => ID, { description: 'The id of the person in Telegram.' })
  telegramId!: string;
}

/** Its limits are in its resolver. What opens it is nowhere. */
@ObjectType({ description: 'One connected account of the client on a network.' })
export class SocialAccount {
  @Field(() => ID, { description: 'Its id here.' })
  id!: string;

  @Field(() => String, { description: 'The network, such as `telegram`.' })
  platform!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its username on the network, without the @.' })
  username!: string | null;

  @Field(() => AccountStateWord, { description: 'Whether it can be posted to.' })
  state!: AccountRow['state'];

  @Field(() => ID, { description: 'Its id on the network: a Telegram chat id, an Instagram user id.' })
  externalId!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when its queue stands still because the network refused us; null while things go to it.',
  })
  heldAt!: Date | null;

  @Field(() => Failure, { nullable: true, description: 'Why it stands still.' })
  heldFor!: Failure | null;

  @Field(() => GraphQLDateTime, { description: 'When it was connected first.' })
  createdAt!: Date;
}

@ObjectType({ description: 'Until when nothing is sent, because the network counts requests.' })
export class Limit {
  @Field(() => LimitScopeWord, { description: 'Whose limit it is.' })
  scope!: LimitRow['scope'];

  @Field(() => GraphQLDateTime, { description: 'When it ends.' })
  until!: Date;
}
