import { Composer, type Context } from 'grammy';
import { type BotParts, speakerOf } from './parts.js';
import { replyTo } from './replies.js';

/** How many are remembered as answered. */
const REMEMBERED = 1_000;

/** People who are no members: one polite answer in private, nothing in groups, and no word about the desk. */
export function outsiders(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  const answered = new Set<number>();
  composer.on(['message', 'edited_message'], async ({ msg, from }, next) => {
    if (await speakerOf(parts, from, msg.chat)) return next();
    if (msg.chat.type !== 'private' || answered.has(from.id)) return;
    if (answered.size >= REMEMBERED) answered.clear();
    answered.add(from.id);
    await replyTo(parts, msg, parts.texts(from.language_code?.slice(0, 2))('outsider'));
  });
  return composer;
}
