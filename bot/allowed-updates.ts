import type { Update } from 'grammy/types';

/** What the bot asks Telegram for, by poll and by webhook; whatever else there is does not come. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies readonly Exclude<keyof Update, 'update_id'>[];
