import { Composer, type Context } from 'grammy';
import { followChat } from '../src/usecases/follow-chat.js';
import { loseGroup } from '../src/usecases/lose-group.js';
import { markBlocked } from '../src/usecases/mark-blocked.js';
import { regainGroup } from '../src/usecases/regain-group.js';
import { welcomeBack } from '../src/usecases/welcome-back.js';
import type { BotParts } from './parts.js';

const AWAY: ReadonlySet<string> = new Set(['left', 'kicked']);

/** What Telegram says about the bot's own place in chats, and people who write again after they had blocked it. */
export function chatChanges({ desk }: BotParts): Composer<Context> {
  const composer = new Composer();
  composer.on('my_chat_member', async ({ myChatMember: { chat, new_chat_member: now } }) => {
    const chatId = String(chat.id);
    const away = AWAY.has(now.status);
    if (chat.type === 'private') return away ? markBlocked(desk, chatId) : welcomeBack(desk, chatId);
    if (chat.type !== 'channel') return away ? loseGroup(desk, chatId) : regainGroup(desk, chatId);
  });
  composer.on('message:migrate_to_chat_id', async ({ message: { chat, migrate_to_chat_id: to } }) => {
    await followChat(desk, String(chat.id), String(to));
  });
  composer.on(['message', 'callback_query'], async ({ chat, from }, next) => {
    if (chat?.type === 'private' && from) await welcomeBack(desk, String(from.id));
    await next();
  });
  return composer;
}
