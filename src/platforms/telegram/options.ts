import { z } from 'zod';
import type { RenderedPart } from '../../domain/content.js';

/** What an author may choose for one post. */
export const telegramOptions = z.strictObject({
  split: z.boolean().default(false).describe('A text that is too long for one message goes as several'),
  silent: z.boolean().default(false).describe('Readers get it without a sound'),
  linkPreview: z
    .enum(['below', 'above', 'off'])
    .default('below')
    .describe('Where the first link is shown as a picture'),
  captionAbove: z.boolean().default(false).describe('The caption stands above the picture'),
  spoiler: z.boolean().default(false).describe('Pictures and videos are covered until they are tapped'),
});
export type TelegramOptions = z.infer<typeof telegramOptions>;

/** Only what differs from Telegram's own way, so that posts without a choice are rendered as they always were. */
const partOptions = z.object({
  silent: z.literal(true).optional(),
  linkPreview: z.enum(['above', 'off']).optional(),
  captionAbove: z.literal(true).optional(),
  spoiler: z.literal(true).optional(),
});
export type PartOptions = z.infer<typeof partOptions>;

/** Of the choices those that mean something for this part. */
export function optionsFor(part: RenderedPart, chosen: TelegramOptions): Pick<RenderedPart, 'options'> {
  const isText = part.media.length === 0 && !part.quiz;
  const isVisual = part.media.some(({ kind }) => kind !== 'document');
  const options: PartOptions = {
    ...(chosen.silent && { silent: true }),
    ...(isText && chosen.linkPreview !== 'below' && { linkPreview: chosen.linkPreview }),
    ...(isVisual && part.text !== '' && chosen.captionAbove && { captionAbove: true }),
    ...(isVisual && chosen.spoiler && { spoiler: true }),
  };
  return Object.keys(options).length > 0 ? { options } : {};
}

export function optionsOf(part: RenderedPart): PartOptions {
  return partOptions.parse(part.options ?? {});
}
