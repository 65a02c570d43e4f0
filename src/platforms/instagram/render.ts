import type { Content, MediaRef, Rendered } from '../../domain/content.js';
import type { AccountView, Capabilities } from '../platform.js';
import { captionOf } from './caption.js';
import { fitted, IMAGE_MAX_BYTES } from './fit.js';
import { mediumOf } from './medium.js';
import { type InstagramOptions, instagramOptions, type InstagramPart, type PartOptions } from './options.js';

/** Source: Instagram platform, "IG User Media". A post without a medium does not exist. */
export const CAPABILITIES: Capabilities = {
  name: 'Instagram',
  textMax: 0,
  captionMax: 2200,
  media: [{ kind: 'photo', maxBytes: IMAGE_MAX_BYTES }],
};

/** Each story is published by itself, so several pictures are several parts; it has no caption. */
export function render(content: Content, _account: AccountView, options?: unknown): Rendered {
  const chosen = instagramOptions.parse(options ?? {});
  const caption = captionOf(content);
  const { media } = content;
  if (chosen.kind !== 'story' || media.length === 0) return { parts: [feedPart(caption, media, chosen)] };
  return {
    parts: media.map((one, index) => {
      const leftOut = index === 0 && caption !== '' && { textLeftOut: caption.length };
      const shipped = fitted([one], 'story', chosen.fit);
      return part(index === 0 ? 'main' : `story-${index + 1}`, '', shipped, { kind: 'story', ...leftOut });
    }),
  };
}

function feedPart(caption: string, media: readonly MediaRef[], chosen: InstagramOptions): InstagramPart {
  const options = feedOptions(chosen, media);
  return part('main', caption, fitted(media, options.kind, chosen.fit), options);
}

function feedOptions({ kind, shareToFeed }: InstagramOptions, media: readonly MediaRef[]): PartOptions {
  if (kind === 'story') return { kind };
  const [first, ...more] = media;
  const isReel = kind === 'reel' || (first && more.length === 0 && mediumOf(first).kind === 'video');
  if (isReel) return { kind: 'reel', shareToFeed };
  return { kind: more.length > 0 ? 'carousel' : 'image' };
}

function part(name: string, text: string, media: readonly MediaRef[], options: PartOptions): InstagramPart {
  return { name, text, entities: [], media, options };
}
