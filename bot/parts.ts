import type { Api } from 'grammy';
import type { Chat, User } from 'grammy/types';
import type { Log } from '../src/ports.js';
import { type ClientView, clientView } from '../src/reads/client-view.js';
import type { Readiness } from '../src/reads/readiness.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { type KnownMember, knownMember } from '../src/usecases/known-member.js';
import type { TelegramFiles } from './telegram-files.js';
import { knownLanguage, type Texts, type TextsByLanguage } from './texts.js';

/** What every handler works with. */
export interface BotParts {
  readonly desk: Desk;
  readonly api: Api;
  readonly texts: TextsByLanguage;
  readonly files: TelegramFiles;
  readonly log: Log;
  /** What `/readyz` says. */
  readonly readiness: () => Promise<Readiness>;
  /** How people were last spoken to, by Telegram id, for when nobody can be looked up. */
  readonly lastSpoken: Map<number, Texts>;
}

/** The member who wrote or tapped. */
export interface Speaker {
  readonly member: KnownMember;
  readonly client: ClientView;
  readonly from: User;
  /** In their own language: chosen, else their Telegram's, else the client's. */
  readonly t: Texts;
}

/** Null for an outsider. */
export async function speakerOf(
  { desk, texts, lastSpoken }: Pick<BotParts, 'desk' | 'texts' | 'lastSpoken'>,
  from: User,
): Promise<Speaker | null> {
  const member = await knownMember(desk, String(from.id));
  const client = member && (await clientView(sqlOutside(desk), member.clientId));
  if (!member || !client) return null;
  const language = member.language ?? knownLanguage(from.language_code) ?? client.language;
  const t = texts(language);
  lastSpoken.set(from.id, t);
  return { member, client, from, t };
}

/** Whose clock is shown and meant in a chat: one's own in private, the client's where others read along. */
export function zoneIn({ member, client }: Pick<Speaker, 'member' | 'client'>, { type }: Pick<Chat, 'type'>): string {
  return type === 'private' ? (member.zone ?? client.zone) : client.zone;
}
