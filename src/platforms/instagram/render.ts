import type { Content, MediaRef, Rendered } from '../../domain/content.js';
import type { AccountView, Capabilities } from '../platform.js';
import { plainCaption } from './caption.js';
import { mediumOf } from './medium.js';
import { type InstagramOptions, instagramOptions, type InstagramPart, type PartOptions } from './options.js';

export const IMAGE_MAX_BYTES = 8 * 1024 * 1024;

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
  const caption = plainCaption(content.text, content.entities);
  const { media } = content;
  if (chosen.kind !== 'story' || media.length === 0)
    return { parts: [part('main', caption, media, feedOptions(chosen, media))] };
  return {
    parts: media.map((one, index) => {
      const leftOut = index === 0 && caption !== '' && { textLeftOut: caption.length };
      return part(index === 0 ? 'main' : `story-${index + 1}`, '', [one], { kind: 'story', ...leftOut });
    }),
  };
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
