import { type Api, InputFile } from 'grammy';
import { canonicalJson, type Rendered, type RenderedPart } from '../src/domain/content.js';
import type { Desk } from '../src/usecases/desk.js';
import { apiEntities, apiSignal } from './api-terms.js';

interface Sending {
  readonly desk: Desk;
  readonly api: Api;
  readonly signal?: AbortSignal;
}

/** Shows exactly what will ship, part by part, with nothing added; what several targets get alike is shown once. */
export async function sendPreview(sending: Sending, chatId: string, targets: readonly Rendered[]): Promise<void> {
  const different = new Map(targets.map((rendered) => [canonicalJson(rendered), rendered]));
  for (const { parts } of different.values()) {
    for (const part of parts) await sendPart(sending, chatId, part);
  }
}

async function sendPart({ desk, api, signal }: Sending, chatId: string, part: RenderedPart): Promise<void> {
  const { text, entities, media } = part;
  const [photo] = media;
  const bounded = signal && apiSignal(signal);
  if (!photo) {
    await api.sendMessage(chatId, text, { entities: apiEntities(entities) }, bounded);
    return;
  }
  const file = new InputFile(() => desk.media.open(photo.hash), `${photo.hash.slice(0, 12)}.jpg`);
  await api.sendPhoto(chatId, file, { caption: text, caption_entities: apiEntities(entities) }, bounded);
}
