import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { offerUpload } from '../src/usecases/offer-upload.js';
import type { BotParts, Speaker } from './parts.js';
import type { Said } from './replies.js';

/** What is too large for Telegram's bots may be uploaded instead, where there is a page for it. */
export async function orUpload(
  { desk }: BotParts,
  { member, client, t }: Speaker,
  { chat }: Message,
  postId: string | null,
  work: () => Promise<Said | null>,
): Promise<Said | null> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.code !== 'media_too_large') throw thrown;
    const { language } = t;
    const wanted = { memberId: member.memberId, clientId: client.id, postId, chatId: String(chat.id), language };
    const { url } = await offerUpload(desk, wanted);
    if (url === null) throw thrown;
    return t('too-large-upload', { url });
  }
}
