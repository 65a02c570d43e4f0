import { z } from 'zod';
import type { Method } from './method.js';
import { method } from './method.js';
import { flag, integer, json } from './params.js';
import { badRequest } from './refusal.js';
import { botUser } from './wire.js';

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const MAX_POLL_S = 50;

const UPDATE_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'guest_message',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
] as const;
const allowedUpdates = json(z.array(z.enum(UPDATE_KINDS))).optional();

const getMe = method({}, ({ world }) => ({
  ...botUser(world),
  can_join_groups: true,
  can_read_all_group_messages: world.bot.privacy === false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
}));

const getUpdates = method(
  {
    offset: integer.optional(),
    limit: integer.optional(),
    timeout: integer.optional(),
    allowed_updates: allowedUpdates,
  },
  ({ world, params, gone }) =>
    world.updates.poll(
      {
        offset: params.offset ?? 0,
        limit: Math.min(Math.max(params.limit ?? 100, 1), 100),
        timeoutMs: Math.min(Math.max(params.timeout ?? 0, 0), MAX_POLL_S) * 1000,
        allowed: params.allowed_updates ?? null,
      },
      gone,
    ),
);

const setWebhook = method(
  {
    url: z.string(),
    ip_address: z.string().optional(),
    max_connections: integer.optional(),
    allowed_updates: allowedUpdates,
    drop_pending_updates: flag.optional(),
    secret_token: z.string().optional(),
  },
  ({ world, params }) => {
    const { url, secret_token: secret, max_connections: maxConnections } = params;
    // Telegram asks for https on four ports; here plain http is taken too, because it stays on this machine.
    if (url !== '' && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
    }
    if (secret !== undefined && secret.length > 256) throw badRequest('secret token is too long');
    if (secret !== undefined && !/^[\w-]*$/.test(secret))
      throw badRequest('secret token contains unallowed characters');
    if (maxConnections !== undefined && (maxConnections < 1 || maxConnections > 100)) {
      throw badRequest('max_connections must be between 1 and 100');
    }
    if (params.drop_pending_updates === true) world.updates.drop();
    world.updates.setAllowed(params.allowed_updates ?? null);
    const webhook = {
      url,
      secret: secret || null,
      maxConnections: maxConnections ?? 40,
      lastErrorAt: null,
      lastError: null,
    };
    world.updates.setWebhook(url === '' ? null : webhook);
    return true;
  },
);

const deleteWebhook = method({ drop_pending_updates: flag.optional() }, ({ world, params }) => {
  if (params.drop_pending_updates === true) world.updates.drop();
  world.updates.setWebhook(null);
  return true;
});

const getWebhookInfo = method({}, ({ world }) => {
  const { webhook, allowed } = world.updates;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: world.updates.size,
    ...(webhook ? { max_connections: webhook.maxConnections } : {}),
    ...(allowed ? { allowed_updates: allowed } : {}),
    ...(webhook?.lastErrorAt == null ? {} : { last_error_date: Math.floor(webhook.lastErrorAt / 1000) }),
    ...(webhook?.lastError == null ? {} : { last_error_message: webhook.lastError }),
  };
});

const answerCallbackQuery = method(
  {
    callback_query_id: z.string(),
    text: z.string().optional(),
    show_alert: flag.optional(),
    url: z.string().optional(),
    cache_time: integer.optional(),
  },
  ({ world, params }) => {
    const { text, url } = params;
    if (text !== undefined && text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    const own = new RegExp(`^(?:https?://)?t\\.me/${world.bot.username}\\?start=[\\w-]{1,64}$`, 'i');
    if (url && !own.test(url)) throw badRequest('URL_INVALID');
    world.taps.answer(params.callback_query_id, {
      text: text || null,
      alert: params.show_alert === true,
      url: url || null,
    });
    return true;
  },
);

const getFile = method({ file_id: z.string() }, ({ world, params }) => {
  const file = world.files.find(params.file_id);
  if (!file) throw badRequest('invalid file_id');
  const { local } = world;
  if (!local && file.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
  const path = local ? world.files.pathOf(file.sha256) : file.path;
  return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: path };
});

/** How the bot presents itself: taken and forgotten, nothing here shows it. */
const presented = (key: string): Method =>
  method({ [key]: z.string().optional(), language_code: z.string().optional() }, () => true);

export const BOT: Readonly<Record<string, Method>> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  answerCallbackQuery,
  getFile,
  setMyName: presented('name'),
  setMyDescription: presented('description'),
  setMyShortDescription: presented('short_description'),
  setMyDefaultAdministratorRights: method(
    { rights: z.unknown().optional(), for_channels: flag.optional() },
    () => true,
  ),
};
