import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Difficulty } from '../../domain/quiz.js';
import type { EntityType } from '../../domain/text-entities.js';
import type { Fix } from '../../usecases/fix-post.js';
import { type UploadedFile, UploadScalar } from '../upload-scalar.js';
import { CLIENT, KEY, VERSION } from './input-words.js';
import { DifficultyWord } from './words.js';
import { EntityTypeWord, PostFixWord } from './write-words.js';

@InputType({ description: 'Formatting of a piece of text, as Telegram counts it.' })
export class TextEntityInput {
  @Field(() => EntityTypeWord, { description: 'What it looks like.' })
  type!: EntityType;

  @Field(() => Int, { description: 'Where it begins, in UTF-16 units from 0.' })
  offset!: number;

  @Field(() => Int, { description: 'How long it is, in UTF-16 units.' })
  length!: number;

  @Field(() => String, { nullable: true, description: 'Of a link.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'The programming language of a block.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a custom emoji.' })
  customEmojiId?: string | null;
}

@InputType({ description: 'A picture, video or file of a post: exactly one of `url`, `file` and `hash`.' })
export class MediaInput {
  @Field(() => String, {
    nullable: true,
    description: 'A public http or https address, from which this desk fetches it now.',
  })
  url?: string | null;

  @Field(() => UploadScalar, {
    nullable: true,
    description: 'A file of this very request (GraphQL multipart request).',
  })
  file?: UploadedFile | null;

  @Field(() => ID, { nullable: true, description: 'One that the post has already; only where a post is changed.' })
  hash?: string | null;

  @Field(() => String, { nullable: true, description: 'What it shows, for those who cannot see it.' })
  altText?: string | null;
}

@InputType({ description: 'A question with answers to choose from.' })
export class QuizInput {
  @Field(() => String, { description: 'What is asked, 300 characters at most.' })
  question!: string;

  @Field(() => [String], { description: '2 to 10 different answers, 100 characters each at most.' })
  answers!: string[];

  @Field(() => Int, { description: 'The place of the right one, from 0.' })
  correct!: number;

  @Field(() => String, { nullable: true, description: 'Shown after the answer, 200 characters at most.' })
  explanation?: string | null;

  @Field(() => DifficultyWord, { nullable: true, description: 'How hard it is.' })
  difficulty?: Difficulty | null;
}

@InputType({ description: 'What one network gets instead of what all get.' })
export class VariantInput {
  @Field(() => String, { description: 'The network, such as `telegram`.' })
  platform!: string;

  @Field(() => String, { nullable: true, description: 'Its own text; null: the text that all get.' })
  text?: string | null;

  @Field(() => [TextEntityInput], { nullable: true, description: 'The formatting of that text.' })
  entities?: TextEntityInput[] | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Its options by name, such as `{"silent": true}`; those that are not named stay.',
  })
  options?: Record<string, unknown> | null;
}

@InputType({ description: 'A new post: a text, media or a quiz, and where and when it is to go.' })
export class CreatePostInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: 'Its text, without markup; the formatting is in `entities`.' })
  text?: string | null;

  @Field(() => [TextEntityInput], { nullable: true, description: 'The formatting of the text.' })
  entities?: TextEntityInput[] | null;

  @Field(() => String, { nullable: true, description: 'A web address that stands below the text.' })
  link?: string | null;

  @Field(() => [String], { nullable: true, description: 'With or without #; they stand below the text.' })
  hashtags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'A title, for networks that have one.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, for your own order.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The language of its words as a code such as `uk`.' })
  language?: string | null;

  @Field(() => QuizInput, { nullable: true, description: 'A quiz, instead of text and media.' })
  quiz?: QuizInput | null;

  @Field(() => [MediaInput], { nullable: true, description: 'Its media in order, 20 at most.' })
  media?: MediaInput[] | null;

  @Field(() => [VariantInput], { nullable: true, description: 'What single networks get instead.' })
  variants?: VariantInput[] | null;

  @Field(() => [ID], { nullable: true, description: 'The accounts it goes to; null: all that can take it.' })
  targetAccountIds?: string[] | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is to go out; null: as soon as it is approved.',
  })
  dueAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The time zone in which that time was chosen, as an IANA name; null: the one of the client.',
  })
  zone?: string | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What a post says from now on. What is left out stays; null takes it away.' })
export class EditPostInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { description: VERSION })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: 'Its text, without markup; the formatting is in `entities`.' })
  text?: string | null;

  @Field(() => [TextEntityInput], { nullable: true, description: 'The formatting of the text.' })
  entities?: TextEntityInput[] | null;

  @Field(() => String, { nullable: true, description: 'A web address that stands below the text.' })
  link?: string | null;

  @Field(() => [String], { nullable: true, description: 'With or without #; they stand below the text.' })
  hashtags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'A title, for networks that have one.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, for your own order.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'The language of its words as a code such as `uk`.' })
  language?: string | null;

  @Field(() => QuizInput, { nullable: true, description: 'A quiz, instead of text and media.' })
  quiz?: QuizInput | null;

  @Field(() => [MediaInput], {
    nullable: true,
    description: 'All its media in order, 20 at most; those that are not named are taken out.',
  })
  media?: MediaInput[] | null;

  @Field(() => [VariantInput], {
    nullable: true,
    description: 'What single networks get instead; networks that are not named stay as they are.',
  })
  variants?: VariantInput[] | null;

  @Field(() => [ID], { nullable: true, description: 'The accounts it goes to; null: all that can take it.' })
  targetAccountIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What one network gets instead of what all get.' })
export class SetVariantInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { description: VERSION })
  expectedVersion!: number;

  @Field(() => VariantInput, { description: 'The network and what it gets; what is left out stays.' })
  variant!: VariantInput;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What a picture of a post shows, for those who cannot see it.' })
export class DescribeMediumInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { description: VERSION })
  expectedVersion!: number;

  @Field(() => ID, { description: 'The medium.' })
  hash!: string;

  @Field(() => String, { description: 'In words; empty takes them away.' })
  altText!: string;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'The order of the media of a post.' })
export class ArrangeMediaInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { description: VERSION })
  expectedVersion!: number;

  @Field(() => [Int], {
    description: 'Their places so far, from 0, in their new order; those that are not named are taken out.',
  })
  order!: number[];

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Where a post goes.' })
export class SetTargetsInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { description: VERSION })
  expectedVersion!: number;

  @Field(() => [ID], { nullable: true, description: 'The accounts; null: all that can take it.' })
  accountIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'What is done where a network would not take a post as it is.' })
export class FixPostInput {
  @Field(() => ID, { nullable: true, description: CLIENT })
  clientId?: string | null;

  @Field(() => ID, { description: 'The post.' })
  postId!: string;

  @Field(() => Int, { description: VERSION })
  expectedVersion!: number;

  @Field(() => ID, { description: 'The account whose network it is for.' })
  accountId!: string;

  @Field(() => PostFixWord, { description: 'What is done.' })
  fix!: Fix;

  @Field(() => ID, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}
