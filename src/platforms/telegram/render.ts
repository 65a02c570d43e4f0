import type { Content, Quiz, Rendered, RenderedPart } from '../../domain/content.js';
import type { AccountView } from '../platform.js';
import { albumsOf } from './albums.js';
import { type FormattedText, formatForTelegram } from './formatted-text.js';
import { CAPABILITIES } from './limits.js';
import { optionsFor, telegramOptions } from './options.js';
import { splitText } from './split-text.js';

const NO_TEXT: FormattedText = { text: '', entities: [] };

/**
 * Media first, as many in one album as go together, with the text as the caption of the first; a text too long for a caption follows as
 * a message of its own, or as several where the author chose so; a quiz comes last. Nothing is ever cut off.
 */
export function render(content: Content, _account?: AccountView, options?: unknown): Rendered {
  const chosen = telegramOptions.parse(options ?? {});
  const whole = formatForTelegram(content.text, content.entities);
  const albums = albumsOf(content.media);
  const fitsCaption = albums.length > 0 && whole.text.length <= CAPABILITIES.captionMax;
  const shown = albums.map((media, index) => ({
    name: nameOf('media', index),
    ...(index === 0 && fitsCaption ? whole : NO_TEXT),
    media,
  }));
  const isWanted = !fitsCaption && (whole.text !== '' || (albums.length === 0 && !content.quiz));
  const texts = isWanted ? (chosen.split ? splitText(whole, CAPABILITIES.textMax) : [whole]) : [];
  const said = texts.map((text, index) => ({ name: nameOf('text', index), ...text, media: [] }));
  const asked = content.quiz ? [{ name: 'quiz', ...NO_TEXT, media: [], quiz: cleanQuiz(content.quiz) }] : [];
  const parts = [...shown, ...said, ...asked].map((part: RenderedPart, index) => ({
    ...part,
    ...(index === 0 && { name: 'main' }),
    ...optionsFor(part, chosen),
  }));
  return { parts };
}

function nameOf(kind: string, index: number): string {
  return index === 0 ? kind : `${kind}-${index + 1}`;
}

/** What Telegram is told of it. How difficult it is meant to be stays with us. */
function cleanQuiz({ question, answers, correct, explanation }: Quiz): Quiz {
  const why = explanation === undefined ? '' : clean(explanation);
  return {
    question: clean(question),
    answers: answers.map(clean),
    correct,
    ...(why !== '' && { explanation: why }),
  };
}

function clean(text: string): string {
  return formatForTelegram(text, []).text;
}
