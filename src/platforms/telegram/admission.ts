import { z } from 'zod';
import { PlatformError } from '../../domain/failure.js';
import type { Admitted, ChatKind, ChatRight } from '../platform.js';
import { readResult } from './answer.js';
import type { BotApi } from './bot-api.js';

const chatShape = z.object({
  id: z.number().int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().default(''),
  username: z.string().optional(),
  permissions: z.unknown().optional(),
});
const adminsShape = z.array(z.object({ user: z.object({ id: z.number().int() }) }));

interface Looking {
  readonly chatId: string;
  readonly botId: string;
  readonly signal: AbortSignal;
}

/** By codes alone: whatever Telegram refuses to show of a chat, the bot is not let into it. */
export async function lookAt(api: BotApi, looking: Looking): Promise<Admitted> {
  try {
    return await look(api, looking);
  } catch (thrown) {
    const error = PlatformError.from(thrown);
    const { movedTo } = error.info;
    if (movedTo !== undefined) return lookAt(api, { ...looking, chatId: movedTo });
    if (isRefusal(error)) return { is: 'closed' };
    throw thrown;
  }
}

async function look(api: BotApi, { chatId, botId, signal }: Looking): Promise<Admitted> {
  const ask = asking(api, chatId, signal);
  const { id, type, title, username = null, permissions } = await ask('getChat', {}, chatShape);
  if (type === 'private') return { is: 'closed' };
  const kind = type === 'channel' ? 'channel' : 'group';
  const place = await ask('getChatMember', { user_id: Number(botId) }, z.unknown());
  const known = { is: 'open', kind, chatId: String(id), title, username } as const;
  const missing = missingRights(kind, place, permissions);
  // Whoever is not in it is not shown who looks after it.
  if (missing.includes('there') || missing.includes('admin')) return { ...known, missing, adminIds: [] };
  const admins = await ask('getChatAdministrators', {}, adminsShape);
  return { ...known, missing, adminIds: admins.map(({ user }) => String(user.id)) };
}

interface Seeking {
  readonly chatId: string;
  readonly telegramId: string;
  readonly signal: AbortSignal;
}

/** Where Telegram does not show a plain bot every member of a group, its administrators can still be seen. */
export async function hasMember(api: BotApi, { chatId, telegramId, signal }: Seeking): Promise<boolean> {
  const ask = asking(api, chatId, signal);
  const chat = await unlessRefused(ask('getChat', {}, chatShape));
  if (chat?.type !== 'group' && chat?.type !== 'supergroup') return false;
  const place = await unlessRefused(ask('getChatMember', { user_id: Number(telegramId) }, placeShape));
  if (place) return !['left', 'kicked'].includes(place.status) && place.is_member !== false;
  const admins = await unlessRefused(ask('getChatAdministrators', {}, adminsShape));
  return admins?.some(({ user }) => String(user.id) === telegramId) ?? false;
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (isRefusal(PlatformError.from(thrown))) return null;
    throw thrown;
  }
}

function isRefusal({ kind }: PlatformError): boolean {
  return kind === 'invalid' || kind === 'permission' || kind === 'missing';
}

function asking(api: BotApi, chatId: string, signal: AbortSignal) {
  return async <T>(method: string, fields: Readonly<Record<string, unknown>>, shape: z.ZodType<T>): Promise<T> => {
    const { asked, answer } = await api({ method, fields }, { target: chatId, media: noMedia, signal });
    return readResult(asked, answer, shape);
  };
}

function noMedia(): never {
  throw new PlatformError('bug', 'Nothing is sent here');
}

const allowed = z.boolean().optional().catch(undefined);

/** As much of a `ChatMember`, or of a group's `ChatPermissions`, as publishing needs. Source: Bot API. */
const placeShape = z.object({
  status: z.string().catch('left'),
  is_member: allowed,
  can_post_messages: allowed,
  can_edit_messages: allowed,
  can_delete_messages: allowed,
});
const permissionsShape = z.object({
  can_send_messages: allowed,
  can_send_photos: allowed,
  can_send_videos: allowed,
  can_send_documents: allowed,
});

/** What a group lets everybody do counts for a bot that is a plain member of it. */
export function missingRights(kind: ChatKind, place: unknown, permissions: unknown = {}): readonly ChatRight[] {
  const member = placeShape.safeParse(place).data;
  if (!member || ['left', 'kicked'].includes(member.status)) return ['there'];
  if (kind === 'channel') return channelRights(member);
  if (member.status === 'administrator' || member.status === 'creator') return [];
  if (member.status !== 'restricted') return groupRights(permissions);
  return member.is_member === false ? ['there'] : groupRights(place);
}

function channelRights(member: z.infer<typeof placeShape>): readonly ChatRight[] {
  if (member.status === 'creator') return [];
  if (member.status !== 'administrator') return ['admin'];
  const rights = {
    post: member.can_post_messages,
    edit: member.can_edit_messages,
    delete: member.can_delete_messages,
  } as const;
  return (['post', 'edit', 'delete'] as const).filter((right) => rights[right] !== true);
}

/** What Telegram does not name is not forbidden. */
function groupRights(permissions: unknown): readonly ChatRight[] {
  const read = permissionsShape.safeParse(permissions).data ?? {};
  if (read.can_send_messages === false) return ['write'];
  const media = [read.can_send_photos, read.can_send_videos, read.can_send_documents];
  return media.includes(false) ? ['media'] : [];
}
