import type { Capabilities } from '../platform.js';

const MEGABYTE = 1024 * 1024;

export const PHOTO_MAX_BYTES = 10 * MEGABYTE;
/** Of a file, and of a request as a whole. */
export const UPLOAD_MAX_BYTES = 50 * MEGABYTE;

/** Source: Bot API, "Sending files", `sendMessage`, `sendPhoto`, `sendMediaGroup`, `editMessageMedia`, `deleteMessage`. */
export const CAPABILITIES: Capabilities = {
  name: 'Telegram',
  textMax: 4096,
  captionMax: 1024,
  media: [
    { kind: 'photo', maxBytes: PHOTO_MAX_BYTES },
    { kind: 'video', maxBytes: UPLOAD_MAX_BYTES },
    { kind: 'animation', maxBytes: UPLOAD_MAX_BYTES },
    { kind: 'document', maxBytes: UPLOAD_MAX_BYTES },
  ],
  edit: ['text', 'media'],
  removeWithinMs: 48 * 60 * 60_000,
};

export const ALBUM_MAX = 10;
/** Width and height together. */
export const SIDES_MAX = 10_000;
export const RATIO_MAX = 20;
/** Telegram ignores more. */
export const ENTITIES_MAX = 100;

/** Source: Bot API, `sendPoll`. A quiz with one answer would be none. */
export const QUIZ = {
  questionMax: 300,
  answersMin: 2,
  answersMax: 12,
  answerMax: 100,
  explanationMax: 200,
  explanationLinesMax: 3,
} as const;
