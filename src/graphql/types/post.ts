import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { PostState } from '../../domain/post.js';
import { DifficultyWord, PostStateWord } from './words.js';

@ObjectType({ description: 'A picture of a post: the original, as it was sent.' })
export class Media {
  @Field(() => ID, { description: 'SHA-256 of its bytes, hexadecimal.' })
  hash!: string;

  @Field(() => String, { description: 'Its type, such as `image/jpeg`.' })
  mime!: string;

  @Field(() => Int, { description: 'Its size in bytes.' })
  size!: number;

  @Field(() => Int, { description: 'Its width in pixels.' })
  width!: number;

  @Field(() => Int, { description: 'Its height in pixels.' })
  height!: number;
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

/** Client, author, revision, approvals and publications are in its resolver. */
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

/** Its author is in its resolver. */
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
