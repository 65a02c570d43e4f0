import type { Update } from 'grammy/types';

/** What an update is about, in one word: `message`, `callback_query`. */
export function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'update';
}
