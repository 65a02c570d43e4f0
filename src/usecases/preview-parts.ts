import type { Rendered, RenderedPart } from '../domain/content.js';
import type { Finding, Platform } from '../platforms/platform.js';
import type { Desk } from './desk.js';

/** One message of a preview. What the network of the chat would refuse is told instead of sent. */
export interface PreviewPart {
  readonly part: RenderedPart;
  readonly refused: Finding | null;
}

/** The desk lives in Telegram, so that is where previews are shown, whatever network they are of. */
export function chatPlatform({ platforms }: Desk): Platform {
  return platforms.get('telegram');
}

/**
 * What ships to one target, as messages of the chat. Of Telegram's own posts these are the parts themselves; of other networks the same
 * pictures and words, in as many messages as they need.
 */
export function previewParts(desk: Desk, platformId: string, { parts }: Rendered): readonly PreviewPart[] {
  const chat = chatPlatform(desk);
  const messages = platformId === chat.id ? parts : parts.flatMap((part) => asMessages(chat, part));
  return messages.map((part) => {
    const refused = chat.preflight({ parts: [part] }).find(({ level }) => level === 'error');
    return { part, refused: refused ?? null };
  });
}

function asMessages(chat: Platform, { name, text, entities, media, quiz }: RenderedPart): RenderedPart[] {
  const content = { text, entities, media, ...(quiz && { quiz }) };
  const options = chat.options?.parse({ split: true });
  const { parts } = chat.render(content, { id: '', externalId: '', username: null }, options);
  return parts.map((part) => ({ ...part, name: `${name}/${part.name}` }));
}
