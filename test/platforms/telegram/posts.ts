import type { Content, MediaRef, Quiz, TextEntity } from '../../../src/domain/content.js';

export const photo: MediaRef = {
  hash: 'a'.repeat(64),
  kind: 'photo',
  mime: 'image/jpeg',
  size: 1000,
  width: 1200,
  height: 800,
};
export const photos = (length: number): MediaRef[] => Array.from({ length }, () => photo);
export const video: MediaRef = { ...photo, kind: 'video', mime: 'video/mp4', durationMs: 4_000, videoCodec: 'avc' };
export const animation: MediaRef = { ...video, kind: 'animation' };
export const document: MediaRef = {
  ...photo,
  kind: 'document',
  mime: 'application/pdf',
  width: 0,
  height: 0,
  name: 'menu.pdf',
};
export const quizzed = (quiz: Partial<Quiz>): Content => ({
  ...post(''),
  quiz: { question: 'Which?', answers: ['This', 'That'], correct: 1, ...quiz },
});
export const bold = (offset: number, length: number): TextEntity => ({ type: 'bold', offset, length });
export const post = (text: string, entities: TextEntity[] = [], media: MediaRef[] = []): Content => ({
  text,
  entities,
  media,
});
