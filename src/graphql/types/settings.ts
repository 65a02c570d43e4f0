import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What is set for a client.' })
export class ClientSettings {
  @Field(() => Int, { description: 'Grows with every change.' })
  version!: number;

  @Field(() => String, { description: 'The time zone it plans in, as an IANA name.' })
  zone!: string;

  @Field(() => String, { description: 'The language of its groups: `en`, `uk` or `ru`.' })
  language!: string;

  @Field(() => Int, { description: 'How many approvals a post needs.' })
  approvalsNeeded!: number;

  @Field(() => Boolean, { description: 'Whether editors may approve what they wrote.' })
  authorsMayApproveOwn!: boolean;

  @Field(() => Boolean, { description: 'Whether an editor’s post goes alone while nobody else could approve it.' })
  soleEditorMayGo!: boolean;

  @Field(() => Boolean, { description: 'Whether a new time of an approved post needs a new approval.' })
  moveNeedsApproval!: boolean;

  @Field(() => Int, { description: 'After how many minutes a post that has not left is held for being late.' })
  lateAfterMinutes!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The Telegram group where posts are reviewed; null: each editor is asked in private.',
  })
  editorsChatId!: string | null;
}

@ObjectType({ description: 'When nothing makes a sound, in minutes of the day; may span midnight.' })
export class QuietHours {
  @Field(() => Int, { description: 'From this minute of the day, 0 to 1439.' })
  from!: number;

  @Field(() => Int, { description: 'Until this minute of the day.' })
  to!: number;
}

@ObjectType({ description: 'What a member has set for themselves.' })
export class OwnSettings {
  @Field(() => String, { nullable: true, description: 'Their language; null: as Telegram says.' })
  language!: string | null;

  @Field(() => String, { nullable: true, description: 'Their time zone; null: the client’s.' })
  zone!: string | null;

  @Field(() => QuietHours, { nullable: true, description: 'Their quiet hours; null: none.' })
  quiet!: QuietHours | null;
}
