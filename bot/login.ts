import type { Message } from 'grammy/types';
import { offerLogin } from '../src/usecases/offer-login.js';
import type { List } from './cards/card-view.js';
import type { BotParts, Speaker } from './parts.js';

/** `/login`: an admin's one-time link to the web pages. */
export async function login({
  parts: { desk },
  speaker: { member, client, t },
  message,
}: {
  readonly parts: BotParts;
  readonly speaker: Speaker;
  readonly message: Message;
}): Promise<List> {
  if (message.chat.type !== 'private') return said(t('login-in-private'));
  const { url } = await offerLogin(desk, { memberId: member.memberId, clientId: client.id });
  return said(url === null ? t('login-no-pages') : t('login-link', { url }));
}

function said(text: string): List {
  return { body: { text, entities: [] }, keyboard: [] };
}
