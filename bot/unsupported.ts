import type { Message } from 'grammy/types';
import type { TextKey, Texts } from './texts.js';

/** What people send that no post can be made of, and what to do instead; the first that fits is said. */
const ANSWERS = [
  ['voice', 'unsupported-sound'],
  ['audio', 'unsupported-sound'],
  ['video_note', 'unsupported-video-note'],
  ['sticker', 'unsupported-sticker'],
  ['poll', 'unsupported-poll'],
  ['venue', 'unsupported-place'],
  ['location', 'unsupported-place'],
  ['contact', 'unsupported-place'],
  ['story', 'unsupported-story'],
] as const satisfies readonly (readonly [keyof Message, TextKey])[];

export function unsupportedText(message: Message, t: Texts): string {
  const key = ANSWERS.find(([kind]) => message[kind] !== undefined)?.[1] ?? 'unsupported-other';
  return `${t(key)} ${t('what-works')}`;
}
