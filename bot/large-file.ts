import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import type { BotParts, Speaker } from './parts.js';
import type { Said } from './replies.js';

/** Gives a link to a page that takes one file for a post, or for a new one; no link where people cannot reach this installation. */
export type OfferUpload = (wanted: {
  readonly memberId: string;
  readonly clientId: string;
  readonly postId: string | null;
  readonly chatId: string;
  readonly language: string;
}) => Promise<{ readonly url: string | null }>;

/** What is too large for Telegram's bots may be uploaded instead, where there is a page for it. */
export async function orUpload(
  { offerUpload }: BotParts,
  { member, client, t }: Speaker,
  { chat }: Message,
  postId: string | null,
  work: () => Promise<Said | null>,
): Promise<Said | null> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'media_too_large' || !offerUpload) throw thrown;
    const { language } = t;
    const wanted = { memberId: member.memberId, clientId: client.id, postId, chatId: String(chat.id), language };
    const { url } = await offerUpload(wanted);
    if (url === null) throw thrown;
    return t('too-large-upload', { url });
  }
}
