import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { MediaKind } from '../../domain/content.js';
import type { PostState } from '../../domain/post.js';
import { DifficultyWord, MediaKindWord, PostStateWord } from './words.js';

/** Its address is in its resolver. */
@ObjectType({ description: 'A picture, video or file of a post: the original, as it was sent.' })
export class Media {
  @Field(() => ID, { description: 'SHA-256 of its bytes, hexadecimal.' })
  hash!: string;

  @Field(() => MediaKindWord, { description: 'What it is.' })
  kind!: MediaKind;

  @Field(() => String, { description: 'Its type, such as `image/jpeg`.' })
  mime!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  size!: number;

  @Field(() => Int, { description: 'Its width in pixels; 0 of a document.' })
  width!: number;

  @Field(() => Int, { description: 'Its height in pixels; 0 of a document.' })
  height!: number;

  @Field(() => Int, { nullable: true, description: 'How long a video is, in milliseconds.' })
  durationMs?: number;

  @Field(() => String, { nullable: true, description: 'The file name of a document.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'What it shows, for those who cannot see it.' })
  altText?: string;
}

@ObjectType({ description: 'Formatting of a piece of text, as Telegram has it; offsets and lengths are UTF-16 units.' })
export class TextEntity {
  @Field(() => String, { description: 'Its kind, such as `bold` or `text_link`.' })
  type!: string;

  @Field(() => Int, { description: 'Where it begins.' })
  offset!: number;

  @Field(() => Int, { description: 'How long it is.' })
  length!: number;

  @Field(() => String, { nullable: true, description: 'Where a `text_link` leads.' })
  url?: string;

  @Field(() => String, { nullable: true, description: 'The language of a `pre`.' })
  language?: string;
}

@ObjectType({ description: 'What one network gets instead of what all get.' })
export class Variant {
  @Field(() => String, { description: 'The network, such as `telegram`.' })
  platform!: string;

  @Field(() => String, { nullable: true, description: 'Its own text; null: that of the post.' })
  text?: string;

  @Field(() => [TextEntity], { nullable: true, description: 'The formatting of that text.' })
  entities?: readonly TextEntity[];

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Options of the network that differ from its own choice.',
  })
  options?: Readonly<Record<string, unknown>>;
}

@ObjectType({ description: 'A question with answers to choose from.' })
export class Quiz {
  @Field(() => String, { description: 'What is asked.' })
  question!: string;

  @Field(() => [String], { description: 'The answers, in order.' })
  answers!: readonly string[];

  @Field(() => Int, { description: 'The place of the right one, from 0.' })
  correct!: number;

  @Field(() => String, { nullable: true, description: 'Shown after the answer.' })
  explanation?: string;

  @Field(() => DifficultyWord, { nullable: true, description: 'How hard it is.' })
  difficulty?: string;
}

/** Client, author, targets, revisions, approvals, publications and events are in its resolver. */
@ObjectType({ description: 'What an author wrote, on its way to the networks.' })
export class Post {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Int, { description: 'Its short number, #123 in the chat; unique in this installation.' })
  number!: number;

  @Field(() => PostStateWord, { description: 'Where it is on its way.' })
  state!: PostState;

  @Field(() => String, { nullable: true, description: 'Its title, where it has one.' })
  title!: string | null;

  @Field(() => String, {
    description: 'Its text as it is now, without formatting; what was submitted is in the revision.',
  })
  text!: string;

  @Field(() => String, { nullable: true, description: 'The web address that stands below the text.' })
  link!: string | null;

  @Field(() => [String], { description: 'Its hashtags, without #; they stand in a line of their own below the text.' })
  hashtags!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What it is about, where somebody said.' })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of its words as a code such as `uk`.' })
  language!: string | null;

  @Field(() => [TextEntity], { description: 'The formatting of that text.' })
  entities!: readonly TextEntity[];

  @Field(() => [Variant], { description: 'What single networks get instead.' })
  variants!: readonly Variant[];

  @Field(() => [Media], { description: 'Its media, in order.' })
  media!: readonly Media[];

  @Field(() => Quiz, { nullable: true, description: 'Its quiz, where it is one.' })
  quiz!: Quiz | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is to go out; null: as soon as it is approved.',
  })
  dueAt!: Date | null;

  @Field(() => String, { description: 'The time zone in which that time was chosen, as an IANA name.' })
  zone!: string;

  @Field(() => Int, { description: 'Grows with every change.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was changed last.' })
  updatedAt!: Date;
}

/** Its post, author, approvals and targets are in its resolver. */
@ObjectType({ description: 'One frozen content of a post; approvals are for a revision.' })
export class Revision {
  @Field(() => ID, { description: 'Its id: what an approval names.' })
  id!: string;

  @Field(() => Int, { description: 'Its number within the post, from 1.' })
  number!: number;

  @Field(() => String, { description: 'SHA-256 over what each target will get, exactly as it will ship.' })
  hash!: string;

  @Field(() => String, { description: 'Its text, without formatting.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'The web address that stands below the text.' })
  link!: string | null;

  @Field(() => [String], { description: 'Its hashtags, without #; they stand in a line of their own below the text.' })
  hashtags!: readonly string[];

  @Field(() => [TextEntity], { description: 'The formatting of that text.' })
  entities!: readonly TextEntity[];

  @Field(() => [Variant], { description: 'What single networks get instead.' })
  variants!: readonly Variant[];

  @Field(() => [Media], { description: 'Its media, in order.' })
  media!: readonly Media[];

  @Field(() => Quiz, { nullable: true, description: 'Its quiz, where it is one.' })
  quiz!: Quiz | null;

  @Field(() => Int, { description: 'How many approvals it needs, as policy was when it was submitted.' })
  approvalsNeeded!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was submitted.' })
  createdAt!: Date;
}

/** Who gave it is in its resolver. */
@ObjectType({ description: 'One member’s yes to one revision.' })
export class Approval {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was given.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when it does not count any more; null while it does.',
  })
  voidAt!: Date | null;
}

@ObjectType({ description: 'One thing that one request makes public, exactly as it will ship.' })
export class RenderedPart {
  @Field(() => String, { description: '`main`, or what follows it.' })
  name!: string;

  @Field(() => String, { description: 'Its text.' })
  text!: string;

  @Field(() => [TextEntity], { description: 'The formatting of that text.' })
  entities!: readonly TextEntity[];

  @Field(() => [Media], { description: 'Its media, in order: the originals that are brought into the network’s form.' })
  media!: readonly Media[];

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The network’s own options.' })
  options?: Readonly<Record<string, unknown>>;
}

/** Its account is in its resolver. */
@ObjectType({ description: 'What one account gets of a revision.' })
export class RenderedTarget {
  @Field(() => [RenderedPart], { description: 'Its parts, in the order in which they leave.' })
  parts!: readonly RenderedPart[];
}
