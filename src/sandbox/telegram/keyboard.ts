import { z } from 'zod';
import { badRequest } from './refusal.js';
import { normalUrl } from './links.js';

/** The four `reply_markup`s. Strict: a key that Telegram does not know, or that is not simulated, is refused. */
const buttonSchema = z.strictObject({
  text: z.string(),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  style: z.enum(['danger', 'success', 'primary']).optional(),
  copy_text: z.strictObject({ text: z.string().min(1).max(256) }).optional(),
});
const inlineSchema = z.strictObject({ inline_keyboard: z.array(z.array(buttonSchema)) });

const rightsAsked = z.record(z.string(), z.boolean());
const requestChatSchema = z.looseObject({
  request_id: z.number().int(),
  chat_is_channel: z.boolean(),
  user_administrator_rights: rightsAsked.optional(),
  bot_administrator_rights: rightsAsked.optional(),
  bot_is_member: z.boolean().optional(),
  request_title: z.boolean().optional(),
  request_username: z.boolean().optional(),
});
export type KeyboardRequest = z.infer<typeof requestChatSchema>;
const requestUsersSchema = z.looseObject({ request_id: z.number().int() });
const keySchema = z.union([
  z.string(),
  z.strictObject({
    text: z.string(),
    style: z.enum(['danger', 'success', 'primary']).optional(),
    request_chat: requestChatSchema.optional(),
    request_users: requestUsersSchema.optional(),
    request_contact: z.boolean().optional(),
    request_location: z.boolean().optional(),
  }),
]);
const keyboardSchema = z.strictObject({
  keyboard: z.array(z.array(keySchema)),
  is_persistent: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  one_time_keyboard: z.boolean().optional(),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
});
const removeSchema = z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() });
const forceReplySchema = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
});

export const markupSchema = z.union([inlineSchema, keyboardSchema, removeSchema, forceReplySchema]);
export type Markup = z.infer<typeof markupSchema>;
export type InlineMarkup = z.infer<typeof inlineSchema>;
type Button = z.infer<typeof buttonSchema>;

/** Telegram's own limits on keyboards; throws its refusals. An inline keyboard without buttons counts as none. */
export function acceptMarkup(markup: Markup | undefined): Markup | null {
  if (!markup) return null;
  if ('keyboard' in markup) refuseRights(markup);
  if (!('inline_keyboard' in markup)) return markup;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  if (buttons.length === 0) return null;
  if (buttons.length > 100 || rows.some((row) => row.length > 8)) throw badRequest('reply markup is too long');
  return { inline_keyboard: rows.map((row) => row.map(acceptButton)) };
}

/** Nobody gives a bot what they do not have themselves. */
function refuseRights({ keyboard }: z.infer<typeof keyboardSchema>): void {
  for (const key of keyboard.flat()) {
    const request = typeof key === 'string' ? undefined : key.request_chat;
    const given = request?.user_administrator_rights ?? {};
    const asked = Object.entries(request?.bot_administrator_rights ?? {});
    if (asked.some(([right, wanted]) => wanted && given[right] !== true)) {
      throw badRequest('the rights of the bot must be a subset of the rights of the user');
    }
  }
}

function acceptButton(button: Button): Button {
  if (button.text.trim() === '')
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be non-empty');
  const actions = [button.url, button.callback_data, button.copy_text].filter((action) => action !== undefined);
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (actions.length > 1) {
    throw badRequest("can't parse inline keyboard button: exactly one of the optional fields must be used");
  }
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  }
  if (button.url === undefined) return button;
  const url = normalUrl(button.url);
  if (url === null) throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  return { ...button, url };
}

/** Editing knows only inline keyboards. */
export function acceptInlineMarkup(markup: Markup | undefined): InlineMarkup | null {
  const accepted = acceptMarkup(markup);
  if (accepted && !('inline_keyboard' in accepted)) throw badRequest('inline keyboard expected');
  return accepted;
}

/** All callback data on a keyboard. */
export function dataOf(markup: Markup | null): string[] {
  if (!markup || !('inline_keyboard' in markup)) return [];
  return markup.inline_keyboard.flat().flatMap((button) => button.callback_data ?? []);
}
