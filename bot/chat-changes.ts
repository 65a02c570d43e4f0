import { Composer, type Context } from 'grammy';
import { followChat } from '../src/usecases/follow-chat.js';
import { loseGroup } from '../src/usecases/lose-group.js';
import { markBlocked } from '../src/usecases/mark-blocked.js';
import { regainGroup } from '../src/usecases/regain-group.js';
import { welcomeBack } from '../src/usecases/welcome-back.js';
import { clientOfGroup } from '../src/reads/client-of.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { offerGroup } from './editors-group.js';
import type { BotParts } from './parts.js';

const AWAY: ReadonlySet<string> = new Set(['left', 'kicked']);

/** What Telegram says about the bot's own place in chats, and people who write again after they had blocked it. */
export function chatChanges(parts: BotParts): Composer<Context> {
  const { desk } = parts;
  const composer = new Composer();
  composer.on(
    'my_chat_member',
    async ({ myChatMember: { chat, from, old_chat_member: before, new_chat_member: now } }) => {
      const chatId = String(chat.id);
      const away = AWAY.has(now.status);
      if (chat.type === 'private') return away ? markBlocked(desk, chatId) : welcomeBack(desk, chatId);
      if (chat.type === 'channel') return;
      if (away) return loseGroup(desk, chatId);
      await regainGroup(desk, chatId);
      const isNew = AWAY.has(before.status) && (await clientOfGroup(sqlOutside(desk), chatId)) === null;
      if (isNew) await offerGroup(parts, from, chat);
    },
  );
  composer.on('message:migrate_to_chat_id', async ({ message: { chat, migrate_to_chat_id: to } }) => {
    await followChat(desk, String(chat.id), String(to));
  });
  composer.on(['message', 'callback_query'], async ({ chat, from }, next) => {
    if (chat?.type === 'private' && from) await welcomeBack(desk, String(from.id));
    await next();
  });
  return composer;
}
