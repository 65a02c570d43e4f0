import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { readQuietHours } from '../src/domain/settings.js';
import { findZones, placeOf } from '../src/domain/zones.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { changeOwnSettings } from '../src/usecases/change-own-settings.js';
import { changeSettings } from '../src/usecases/change-settings.js';
import { buttonsFor } from './cards/card-view.js';
import type { BotParts, Speaker } from './parts.js';
import type { Said } from './replies.js';
import { clockFacts, dayClock } from './settings.js';
import { showDesk, showMine } from './taps-settings.js';

/** Where one lives; of several places one is chosen by a tap. */
export async function giveOwnZone(
  parts: BotParts,
  speaker: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const { member, client } = speaker;
  const button = buttonsFor(member.memberId, 0);
  return giveZone(parts, speaker, message, { button, verb: 'setOwn' }, async (zone) => {
    await changeOwnSettings(parts.desk, { clientId: client.id, memberId: member.memberId }, { zone });
    await showMine(parts, speaker, { chatId: message.chat.id, messageId: Number(about.messageId) });
  });
}

export async function giveDeskZone(
  parts: BotParts,
  speaker: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const { member, client } = speaker;
  const version = Number(about.version);
  const button = buttonsFor(client.id, version);
  return giveZone(parts, speaker, message, { button, verb: 'setDesk' }, async (zone) => {
    await changeSettings(parts.desk, { clientId: client.id, memberId: member.memberId, version }, { zone });
    await showDesk(parts, speaker, { chatId: message.chat.id, messageId: Number(about.messageId) });
  });
}

interface ZoneChoice {
  readonly button: ReturnType<typeof buttonsFor>;
  readonly verb: 'setOwn' | 'setDesk' | 'setUp';
}

async function giveZone(
  { desk }: BotParts,
  speaker: Speaker,
  message: Message,
  choice: ZoneChoice,
  keep: (zone: string) => Promise<void>,
): Promise<Said> {
  const now = desk.clock.now();
  const [zone, ...others] = zonesIn(message, now);
  if (others.length > 0) return whichZone([zone, ...others], now, speaker, choice);
  await keep(zone);
  return speaker.t('done-clock', clockFacts(zone, now));
}

export async function giveQuietHours(
  parts: BotParts,
  speaker: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const { member, client, t } = speaker;
  const quiet = readQuietHours(message.text ?? '');
  if (!quiet) throw new Refusal('bad_quiet_hours');
  await changeOwnSettings(parts.desk, { clientId: client.id, memberId: member.memberId }, { quiet });
  await showMine(parts, speaker, { chatId: message.chat.id, messageId: Number(about.messageId) });
  return t('settings-quiet', { from: dayClock(quiet.from), to: dayClock(quiet.to) });
}

function zonesIn({ text = '' }: Message, now: Date): [string, ...string[]] {
  const [first, ...others] = findZones(text, now);
  if (first === undefined) throw new Refusal('bad_zone');
  return [first, ...others];
}

export function whichZone(zones: readonly string[], now: Date, { t }: Speaker, { button, verb }: ZoneChoice): Said {
  const keyboard = zones.map((zone) => {
    const { place, clock } = clockFacts(zone, now);
    return [button(verb, `${place} · ${clock}`, `zone.${argOf(zone)}`)];
  });
  return { text: t('which-zone'), keyboard };
}

/** Without what separates the parts of a button's data. */
function argOf(zone: string): string {
  return placeOf(zone).replace('UTC+', '+').replace('UTC-', '-').replace(':', '');
}
