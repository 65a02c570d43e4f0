import type { ChatKind, ChatRight } from '../src/usecases/connect-chat.js';
import type { TextKey, Texts } from './texts.js';

/** Each right in people's words, with how it is given. */
const RIGHTS = {
  there: 'chat-right-there',
  admin: 'chat-right-admin',
  post: 'chat-right-post',
  edit: 'chat-right-edit',
  delete: 'chat-right-delete',
  write: 'chat-right-write',
  media: 'chat-right-media',
} as const satisfies Record<ChatRight, TextKey>;

/** One line for each; `missing` is a list with commas, as refusals and failures carry it. */
export function rightsText(missing: string, kind: ChatKind | null, t: Texts): string {
  const named = new Set(missing.split(','));
  return Object.entries(RIGHTS)
    .filter(([right]) => named.has(right))
    .map(([right, key]) => `• ${t(right === 'there' && kind === 'channel' ? 'chat-right-admin' : key)}`)
    .join('\n');
}
