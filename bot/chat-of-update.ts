import type { Message, Update } from 'grammy/types';

/** Updates of one chat are handled in their order; 0 where there is none. */
export function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return message?.chat.id ?? update.my_chat_member?.chat.id ?? update.callback_query?.from.id ?? 0;
}

/** What somebody wrote, or whose button they tapped, as far as Telegram still knows it. */
export function messageOf({ message, edited_message: edited, callback_query: tap }: Update): Message | null {
  const tapped = tap?.message && tap.message.date !== 0 ? tap.message : null;
  return message ?? edited ?? tapped;
}
