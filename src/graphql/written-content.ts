import type { Content, MediaRef, TextEntity } from '../domain/content.js';
import { MEDIA_MAX, readHashtag } from '../domain/content.js';
import { quizProblem } from '../domain/quiz.js';
import { Refusal } from '../domain/refusal.js';
import { entitiesFit, isWebLink } from '../domain/text-entities.js';
import { networkOptions } from '../usecases/network-options.js';
import { withVariant } from '../usecases/set-variant.js';
import type { Desk } from '../usecases/desk.js';
import { badInput } from './errors.js';
import type { QuizInput, TextEntityInput, VariantInput } from './types/post-inputs.js';

/** The words of an input: undefined leaves what was, null takes it away. */
export interface Words {
  readonly text?: string | null;
  readonly entities?: readonly TextEntityInput[] | null;
  readonly link?: string | null;
  readonly hashtags?: readonly string[] | null;
  readonly quiz?: QuizInput | null;
}

export function withWords(was: Content, given: Words): Content {
  const { link: oldLink, hashtags: oldTags, quiz: oldQuiz, text: oldText, entities: oldEntities, ...rest } = was;
  const words =
    given.text === undefined && given.entities === undefined
      ? { text: oldText, entities: oldEntities }
      : formatted(given.text === undefined ? oldText : (given.text ?? ''), given.entities ?? []);
  const link = given.link === undefined ? oldLink : readLink(given.link);
  const hashtags = given.hashtags === undefined ? oldTags : readHashtags(given.hashtags);
  const quiz = given.quiz === undefined ? oldQuiz : readQuiz(given.quiz);
  return {
    ...rest,
    ...words,
    ...(quiz && { quiz }),
    ...(link && { link }),
    ...(hashtags && hashtags.length > 0 && { hashtags }),
  };
}

function formatted(text: string, given: readonly TextEntityInput[]): Pick<Content, 'text' | 'entities'> {
  const entities = given.map(toEntity);
  if (!entitiesFit(text, entities)) throw new Refusal('bad_entities');
  return { text, entities };
}

function toEntity({ type, offset, length, url, language, customEmojiId }: TextEntityInput): TextEntity {
  return {
    type,
    offset,
    length,
    ...(url && { url }),
    ...(language && { language }),
    ...(customEmojiId && { custom_emoji_id: customEmojiId }),
  };
}

function readLink(link: string | null): string | null {
  if (link !== null && !isWebLink(link)) throw new Refusal('bad_link');
  return link;
}

function readHashtags(given: readonly string[] | null): readonly string[] {
  return (given ?? []).map((typed) => {
    const tag = readHashtag(typed);
    if (tag === null) throw badInput('A hashtag is made of letters, digits and _, with one letter at least.');
    return tag;
  });
}

function readQuiz(given: QuizInput | null) {
  if (given === null) return null;
  const { question, answers, correct, explanation, difficulty } = given;
  const quiz = { question, answers, correct, ...(explanation && { explanation }), ...(difficulty && { difficulty }) };
  const problem = quizProblem(quiz);
  if (problem) throw new Refusal('bad_quiz', { ...problem });
  return quiz;
}

/** What single networks get instead. Refused with `bad_setting` where there is no such network or option. */
export function withVariants({ platforms }: Desk, was: Content, variants: readonly VariantInput[] | null): Content {
  let content = was;
  for (const { platform, text, entities, options } of variants ?? []) {
    if (!platforms.has(platform)) throw new Refusal('bad_setting');
    if (text !== undefined) {
      const own = text === null ? null : formatted(text, entities ?? []);
      content = withVariant(platforms, content, platform, { text: own });
    }
    if (options) {
      const known = networkOptions(platforms, platform);
      const isOne = ([name, value]: [string, unknown]) =>
        known.some((option) => option.name === name && option.values.some((one) => one === value));
      if (!Object.entries(options).every(isOne)) throw new Refusal('bad_setting');
      content = withVariant(platforms, content, platform, { options });
    }
  }
  return content;
}

export function refuseTooMany(media: readonly unknown[] | null | undefined): void {
  if (media && media.length > MEDIA_MAX) throw new Refusal('too_many_media');
}

export function withAltText(was: MediaRef, words: string | null | undefined): MediaRef {
  const { altText: _, ...ref } = was;
  const altText = words?.trim() ?? '';
  return altText === '' ? ref : { ...ref, altText };
}
