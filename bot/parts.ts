import type { Api } from 'grammy';
import type { Chat, User } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import type { Log } from '../src/ports.js';
import { clientOfGroup } from '../src/reads/client-of.js';
import { type ClientView, clientView } from '../src/reads/client-view.js';
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
  /** How people were last spoken to, by Telegram id, for when nobody can be looked up. */
  readonly lastSpoken: Map<number, Texts>;
  /** The bot's name in Telegram, for links to it. */
  readonly botName: () => string;
  /** Who may set up a desk that nobody runs yet, by Telegram id. */
  readonly adminTelegramIds: readonly string[];
}

/** The member who wrote or tapped. */
export interface Speaker {
  readonly member: KnownMember;
  readonly client: ClientView;
  readonly from: User;
  /** In their own language: chosen, else their Telegram's, else the client's. */
  readonly t: Texts;
}

type Knowing = Pick<BotParts, 'desk' | 'texts' | 'lastSpoken'>;

/** In a group that is bound to a client they speak for that one, anywhere else for the one they have chosen. Null for an outsider. */
export async function speakerOf(
  parts: Knowing,
  from: User,
  { id, type }: Pick<Chat, 'id' | 'type'>,
): Promise<Speaker | null> {
  const bound = type === 'private' ? null : await clientOfGroup(sqlOutside(parts.desk), String(id));
  return speakerFor(parts, from, bound);
}

/** Whatever they have chosen, they speak for this client; null where they do not work for it. */
export async function speakerFor(
  { desk, texts, lastSpoken }: Knowing,
  from: User,
  clientId: string | null,
): Promise<Speaker | null> {
  const member = await knownMember(desk, String(from.id), clientId);
  const client = member && (await clientView(sqlOutside(desk), member.clientId));
  if (!member || !client) return null;
  const language = member.language ?? knownLanguage(from.language_code) ?? client.language;
  const t = texts(language);
  lastSpoken.set(from.id, t);
  return { member, client, from, t };
}

/** The same person, speaking for this client. Refused to those who do not work for it, or not any more. */
export async function speakingFor(parts: Knowing, speaker: Speaker, clientId: string | null): Promise<Speaker> {
  if (clientId === null || clientId === speaker.client.id) return speaker;
  const there = await speakerFor(parts, speaker.from, clientId);
  if (!there) throw new Refusal('not_member');
  return there;
}

/** Whose clock is shown and meant in a chat: one's own in private, the client's where others read along. */
export function zoneIn({ member, client }: Pick<Speaker, 'member' | 'client'>, { type }: Pick<Chat, 'type'>): string {
  return type === 'private' ? (member.zone ?? client.zone) : client.zone;
}
