import { z } from 'zod';
import type { Method } from './method.js';
import { method } from './method.js';
import { json } from './params.js';
import type { ChatRecord, CommandsRecord } from './records.js';
import { badRequest } from './refusal.js';
import type { TelegramWorld } from './world.js';

/** The bot's menus: per scope and language. */
const chatId = z.union([z.number().int(), z.string()]);
const scopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('default') }),
  z.strictObject({ type: z.literal('all_private_chats') }),
  z.strictObject({ type: z.literal('all_group_chats') }),
  z.strictObject({ type: z.literal('all_chat_administrators') }),
  z.strictObject({ type: z.literal('chat'), chat_id: chatId }),
  z.strictObject({ type: z.literal('chat_administrators'), chat_id: chatId }),
  z.strictObject({ type: z.literal('chat_member'), chat_id: chatId, user_id: z.number().int() }),
]);
type Scope = z.infer<typeof scopeSchema>;

const scoped = {
  scope: json(scopeSchema).optional(),
  language_code: z.union([z.literal(''), z.string().regex(/^[a-z]{2}$/)]).optional(),
};

function keyOf(scope: Scope | undefined, language: string | undefined): string {
  const place = scope && 'chat_id' in scope ? `:${scope.chat_id}` : '';
  const user = scope && 'user_id' in scope ? `:${scope.user_id}` : '';
  return `${scope?.type ?? 'default'}${place}${user}/${language ?? ''}`;
}

const setMyCommands = method(
  { ...scoped, commands: json(z.array(z.strictObject({ command: z.string(), description: z.string() }))) },
  ({ world, params }) => {
    const commands = params.commands.map(({ command, description }) => ({
      command: command.replace(/^\//, ''),
      description: description.trim(),
    }));
    if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
      if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
    world.store.put('commands', keyOf(params.scope, params.language_code), commands);
    return true;
  },
);

const getMyCommands = method(
  scoped,
  ({ world, params }) => world.store.get('commands', keyOf(params.scope, params.language_code)) ?? [],
);

const deleteMyCommands = method(scoped, ({ world, params }) => {
  world.store.remove('commands', keyOf(params.scope, params.language_code));
  return true;
});

/** The menu a person sees in a chat: the narrowest scope that has one, in the person's language if there is one. */
export function menuFor(world: TelegramWorld, chat: ChatRecord, person: number): CommandsRecord {
  const language = world.people.find(({ id }) => id === person)?.language.slice(0, 2) ?? '';
  const isAdmin = chat.owner === person || chat.admins.includes(person);
  const scopes =
    chat.type === 'private'
      ? [`chat:${chat.id}`, 'all_private_chats', 'default']
      : [
          `chat_member:${chat.id}:${person}`,
          ...(isAdmin ? [`chat_administrators:${chat.id}`] : []),
          `chat:${chat.id}`,
          ...(isAdmin ? ['all_chat_administrators'] : []),
          'all_group_chats',
          'default',
        ];
  for (const scope of scopes) {
    const menu = world.store.get('commands', `${scope}/${language}`) ?? world.store.get('commands', `${scope}/`);
    if (menu) return menu;
  }
  return [];
}

export const COMMANDS: Readonly<Record<string, Method>> = { setMyCommands, getMyCommands, deleteMyCommands };
