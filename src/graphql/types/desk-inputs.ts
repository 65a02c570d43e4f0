import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Role } from '../../domain/post.js';
import type { ResumeWay } from '../../usecases/resume-client.js';
import type { Switch } from '../../usecases/switch-account.js';
import { CLIENT, KEY } from './input-words.js';
import { RoleWord } from './words.js';
import { ResumeWayWord, SwitchWord } from './write-words.js';

@InputType({ description: 'Which client stands still.' })
export class FreezeClientInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'How a freeze ends.' })
export class ResumeClientInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => GraphQLDateTime, {
    description: 'The `frozenAt` of the client as you saw it: a later freeze is not ended by mistake.',
  })
  frozenAt!: Date;

  @Field(() => ResumeWayWord, { description: 'What becomes of what missed its time.' })
  way!: ResumeWay;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'Settings of a client; what is left out stays.' })
export class ClientSettingsInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => Int, {
    description: 'The version of the settings that you saw; refused with STALE where there is a newer one.',
  })
  expectedVersion!: number;

  @Field(() => Int, { nullable: true, description: 'How many approvals a post needs, 0 to 10.' })
  approvalsNeeded?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether editors may approve what they wrote themselves.' })
  authorsMayApproveOwn?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the post of an editor goes without a second person while nobody else could approve it.',
  })
  soleEditorMayGo?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a new time of an approved post needs a new approval.' })
  moveNeedsApproval?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'After how many minutes a post that has not left is held: 5, 15, 30, 60 or 180.',
  })
  lateAfterMinutes?: number | null;

  @Field(() => String, { nullable: true, description: 'The time zone it plans in, as an IANA name.' })
  zone?: string | null;

  @Field(() => String, { nullable: true, description: 'The language of its groups: `en`, `uk` or `ru`.' })
  language?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Hours in which only what went wrong is told; they may span midnight.' })
class QuietHoursInput {
  @Field(() => Int, { description: 'The minute of the day at which they begin, 0 to 1439.' })
  from!: number;

  @Field(() => Int, { description: 'The minute of the day at which they end.' })
  to!: number;
}

@InputType({ description: 'Your own settings; what is left out stays, null leaves it to the client.' })
export class OwnSettingsInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The language in which the desk speaks to you: `en`, `uk` or `ru`.',
  })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'Your own clock, as an IANA name.' })
  zone?: string | null;

  @Field(() => QuietHoursInput, { nullable: true, description: 'When you want to hear only of trouble; null: never.' })
  quiet?: QuietHoursInput | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'An account to be connected by what its network gave you.' })
export class ConnectAccountInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => String, { description: 'The network, such as `instagram`.' })
  platform!: string;

  @Field(() => String, {
    description: 'The token or other credentials as the network gave them: kept sealed, never shown again.',
  })
  token!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A channel or group of Telegram to be connected.' })
export class ConnectChatInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => String, { description: 'Its id in Telegram, such as `-1001234567890`, or its public name with the @.' })
  chatId!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'New credentials of an account.' })
export class ReconnectAccountInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => String, {
    description: 'The token or other credentials as the network gave them: kept sealed, never shown again.',
  })
  token!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What is done with an account.' })
export class SwitchAccountInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => SwitchWord, { description: 'What is done.' })
  to!: Switch;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which account is tested.' })
export class TestAccountInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The account.' })
  accountId!: string;
}

@InputType({ description: 'Whose queue goes on.' })
export class ReleaseAccountInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The account.' })
  accountId!: string;

  @Field(() => GraphQLDateTime, {
    description: 'Since when its queue stands still, as you saw it: a later hold is not ended by mistake.',
  })
  heldAt!: Date;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@InputType({ description: 'The role of a member.' })
export class ChangeRoleInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => RoleWord, { description: 'What they may do from now on.' })
  role!: Role;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Who leaves the team.' })
export class RemoveMemberInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The member.' })
  memberId!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}
