import type { Chat, Message } from 'grammy/types';
import { isSetUp, stepAtHand } from '../src/domain/set-up.js';
import { Refusal } from '../src/domain/refusal.js';
import { findZones } from '../src/domain/zones.js';
import { openSetUp, type SetUp } from '../src/reads/set-up.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { changeSettings } from '../src/usecases/change-settings.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { noteSetUp } from '../src/usecases/note-set-up.js';
import { renameClient } from '../src/usecases/rename-client.js';
import { isBadRequest } from './api-errors.js';
import { buttonsFor } from './cards/card-view.js';
import type { BotParts, Speaker } from './parts.js';
import { askPerson } from './questions.js';
import type { Said } from './replies.js';
import { setUpCard } from './set-up-card.js';
import { clockFacts } from './settings.js';
import { editToList, sendList } from './show-list.js';
import { whichZone } from './typed-settings.js';

/** The member's own open set-up of the client they speak for, while they are its admin. */
export async function setUpOf({ desk }: Pick<BotParts, 'desk'>, { member, client }: Speaker): Promise<SetUp | null> {
  if (member.role !== 'admin') return null;
  return openSetUp(sqlOutside(desk), member.memberId, client.id);
}

/** Its card as a new message at the end of the chat; false where nothing is left to be set up. */
export async function showSetUp(parts: BotParts, speaker: Speaker): Promise<boolean> {
  const found = await setUpOf(parts, speaker);
  if (!found) return false;
  if (isSetUp(found.standing)) {
    await noteSetUp(parts.desk, found.id, { ended: true });
    return false;
  }
  await sendSetUp(parts, speaker, found);
  return true;
}

/** Its card comes below what was done elsewhere in the chat, since nobody looks for it further up; for the last time where all is done. */
export async function bringSetUp(parts: BotParts, speaker: Speaker): Promise<void> {
  const found = await setUpOf(parts, speaker);
  if (!found) return;
  await sendSetUp(parts, speaker, found);
  if (isSetUp(found.standing)) await noteSetUp(parts.desk, found.id, { ended: true });
}

async function sendSetUp(parts: BotParts, { t }: Speaker, found: SetUp): Promise<void> {
  const chatId = Number(found.chatId);
  if (found.messageId !== null) await dropButtons(parts, chatId, Number(found.messageId));
  const messageId = await sendList(parts, chatId, setUpCard(found, parts.botName(), t, parts.desk.clock.now()));
  await noteSetUp(parts.desk, found.id, { messageId: String(messageId) });
}

/** Its card shows how far it is now, for the last time where all is done. */
export async function refreshSetUp(parts: BotParts, speaker: Speaker): Promise<void> {
  const found = await setUpOf(parts, speaker);
  if (!found || found.messageId === null) return;
  const card = setUpCard(found, parts.botName(), speaker.t, parts.desk.clock.now());
  await editToList(parts, { chatId: Number(found.chatId), messageId: Number(found.messageId) }, card);
  if (isSetUp(found.standing)) await noteSetUp(parts.desk, found.id, { ended: true });
}

async function dropButtons({ api }: BotParts, chatId: number, messageId: number): Promise<void> {
  try {
    await api.editMessageReplyMarkup(chatId, messageId);
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}

/** Whether the next group that the bot is added to is the one that is asked for. */
export function waitsForGroup({ standing, chosen }: SetUp): boolean {
  return stepAtHand(standing, chosen) === 'group';
}

export async function setUpZone(parts: BotParts, speaker: Speaker, setUp: SetUp, zone: string): Promise<void> {
  await set(parts, speaker, setUp, { zone });
  await noteSetUp(parts.desk, setUp.id, { answered: 'zone' });
}

export async function setUpLanguage(parts: BotParts, speaker: Speaker, setUp: SetUp, language: string): Promise<void> {
  await set(parts, speaker, setUp, { language });
  await noteSetUp(parts.desk, setUp.id, { answered: 'language' });
}

async function set(
  { desk }: BotParts,
  { member }: Speaker,
  { clientId, settingsVersion }: SetUp,
  change: { readonly zone: string } | { readonly language: string },
): Promise<void> {
  await changeSettings(desk, { clientId, memberId: member.memberId, version: settingsVersion }, change);
}

/** A city that was typed; of several places one is chosen by a tap. */
export async function giveSetUpZone(
  parts: BotParts,
  speaker: Speaker,
  _question: OpenQuestion,
  { text = '' }: Message,
): Promise<Said> {
  const found = await setUpOf(parts, speaker);
  if (!found) throw new Refusal('stale');
  const now = parts.desk.clock.now();
  const [zone, ...others] = findZones(text, now);
  if (zone === undefined) throw new Refusal('bad_zone');
  if (others.length > 0)
    return whichZone([zone, ...others], now, speaker, { button: buttonsFor(found.id, 0), verb: 'setUp' });
  await setUpZone(parts, speaker, found, zone);
  await refreshSetUp(parts, speaker);
  return speaker.t('done-clock', clockFacts(zone, now));
}

export async function askNewName(parts: BotParts, speaker: Speaker, chat: Chat): Promise<void> {
  const { t, member, client } = speaker;
  if (member.role !== 'admin') throw new Refusal('admins_only');
  const text = t('client-ask-new-name', { brand: client.name });
  await askPerson(parts, speaker, chat, {
    question: 'new_name',
    about: {},
    text,
    placeholder: t('client-name-field'),
  });
}

/** Another name for the brand. */
export async function giveNewName(
  parts: BotParts,
  speaker: Speaker,
  _question: OpenQuestion,
  { text = '' }: Message,
): Promise<string> {
  const { client, member, t } = speaker;
  const brand = await renameClient(parts.desk, { clientId: client.id, memberId: member.memberId, name: text });
  await refreshSetUp(parts, speaker);
  return t('client-renamed', { brand });
}
