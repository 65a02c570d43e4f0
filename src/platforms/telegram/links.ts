import type { AccountView } from '../platform.js';

/** Ids of supergroups and channels are written with -100 in front, which links leave out. Other chats have no links. */
const CHANNEL_ID_BASE = -1_000_000_000_000;

/** By the chat's name, which everybody can open, else the form for members only. */
export function messageUrl(
  chat: { readonly id: number; readonly username?: string | undefined },
  messageId: number,
): string | null {
  const { id, username } = chat;
  if (id > 0) return null;
  if (username !== undefined) return `https://t.me/${username}/${messageId}`;
  return id < CHANNEL_ID_BASE ? `https://t.me/c/${CHANNEL_ID_BASE - id}/${messageId}` : null;
}

/**
 * The message that a link names, where it is one of this very chat: by its name or by its id, with a topic in between or not. A message of
 * another chat has the same number as one of ours.
 */
export function readLink(link: string, { externalId, username }: AccountView): string | null {
  const path = URL.parse(link)?.pathname ?? '';
  const [, chat, messageId] = /^\/(?:s\/)?(c\/\d+|\w+)(?:\/\d+)?\/(\d+)\/?$/.exec(path) ?? [];
  const names = [`c/${CHANNEL_ID_BASE - Number(externalId)}`, username, externalId.replace(/^@/, '')];
  const isOurs = names.some((name) => name?.toLowerCase() === chat?.toLowerCase());
  return (isOurs && messageId) || null;
}
