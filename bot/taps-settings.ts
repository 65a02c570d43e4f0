import { Refusal } from '../src/domain/refusal.js';
import type { ClientSettings, OwnSettings } from '../src/domain/settings.js';
import { findZones } from '../src/domain/zones.js';
import { deskSettings, ownSettings } from '../src/reads/settings.js';
import { changeOwnSettings } from '../src/usecases/change-own-settings.js';
import { changeSettings } from '../src/usecases/change-settings.js';
import { sqlOutside } from '../src/usecases/desk.js';
import type { List } from './cards/card-view.js';
import { type BotParts, type Speaker, speakerFor } from './parts.js';
import { askPerson } from './questions.js';
import { clientSettings, mySettings } from './settings.js';
import { editToList } from './show-list.js';
import type { Tapped, TapHandlers } from './tapped.js';

export const settingsTaps: TapHandlers<'mySettings' | 'deskSettings' | 'setOwn' | 'setDesk'> = {
  async mySettings(tapped) {
    await showMine(tapped.parts, tapped.speaker, messageOf(tapped));
  },
  async deskSettings(tapped) {
    await showDesk(tapped.parts, tapped.speaker, messageOf(tapped));
  },

  async setOwn(tapped) {
    const { parts, speaker, tap } = tapped;
    if (tap.id !== speaker.member.memberId) throw new Refusal('stale');
    const [what = '', value = ''] = tap.arg.split('.');
    if (value === '') return askOwn(tapped, what);
    const change = ownChange(what, value, parts.desk.clock.now());
    await changeOwnSettings(parts.desk, whoIn(speaker), change);
    const { t } = await showMine(parts, speaker, messageOf(tapped));
    return t('done-set');
  },

  /** Of what somebody else has changed meanwhile only the new state is shown. */
  async setDesk(tapped) {
    const { parts, speaker, tap } = tapped;
    if (tap.id !== speaker.client.id) throw new Refusal('not_found');
    if (tap.arg === 'zone') return askDeskZone(tapped);
    const [what = '', value = ''] = tap.arg.split('.');
    const change = deskChange(what, value, parts.desk.clock.now());
    try {
      await changeSettings(parts.desk, { ...whoIn(speaker), version: tap.version }, change);
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.code !== 'stale') throw thrown;
      await showDesk(parts, speaker, messageOf(tapped));
      return speaker.t('settings-moved');
    }
    await showDesk(parts, speaker, messageOf(tapped));
    return speaker.t('done-set');
  },
};

/** Where the settings are shown. */
export interface SettingsMessage {
  readonly chatId: number;
  readonly messageId: number;
}

/** Returns them as they are by now: the language may be another. */
export async function showMine(parts: BotParts, before: Speaker, at: SettingsMessage): Promise<Speaker> {
  const speaker = (await speakerFor(parts, before.from, before.client.id)) ?? before;
  await editToList(parts, at, await ownList(parts, speaker));
  return speaker;
}

export async function ownList({ desk }: BotParts, speaker: Speaker): Promise<List> {
  const own = await ownSettings(sqlOutside(desk), speaker.member.memberId);
  if (!own) throw new Refusal('not_found');
  return mySettings(speaker, own, desk.clock.now());
}

export async function showDesk(parts: BotParts, { member, client, t }: Speaker, at: SettingsMessage): Promise<void> {
  if (member.role !== 'admin') throw new Refusal('admins_only');
  const settings = await deskSettings(sqlOutside(parts.desk), client.id);
  if (!settings) throw new Refusal('not_found');
  await editToList(parts, at, clientSettings(settings, parts.desk.clock.now(), t));
}

async function askOwn(tapped: Tapped, what: string): Promise<void> {
  const { parts, speaker, chat, messageId } = tapped;
  const { t } = speaker;
  const ask = { about: { messageId }, placeholder: '' };
  if (what === 'zone')
    return askPerson(parts, speaker, chat, {
      ...ask,
      question: 'own_zone',
      text: t('ask-zone'),
      placeholder: t('ask-zone-field'),
    });
  if (what !== 'quiet') throw new Refusal('stale');
  return askPerson(parts, speaker, chat, {
    ...ask,
    question: 'quiet_hours',
    text: t('ask-quiet'),
    placeholder: '22:00–8:00',
  });
}

async function askDeskZone({ parts, speaker, chat, messageId, tap }: Tapped): Promise<void> {
  const { t, member } = speaker;
  if (member.role !== 'admin') throw new Refusal('admins_only');
  await askPerson(parts, speaker, chat, {
    question: 'desk_zone',
    about: { messageId, version: tap.version },
    text: t('ask-zone'),
    placeholder: t('ask-zone-field'),
  });
}

function ownChange(what: string, value: string, now: Date): Partial<OwnSettings> {
  if (what === 'language') return { language: value };
  if (what === 'zone') return { zone: value === 'desk' ? null : zoneNamed(value, now) };
  if (what !== 'quiet') throw new Refusal('stale');
  const [from, to] = value.split('-').map(Number);
  return { quiet: from === undefined || to === undefined ? null : { from, to } };
}

function deskChange(what: string, value: string, now: Date): Partial<ClientSettings> {
  switch (what) {
    case 'approvals':
      return { approvalsNeeded: Number(value) };
    case 'late':
      return { lateAfterMs: Number(value) * 60_000 };
    case 'language':
      return { language: value };
    case 'zone':
      return { zone: zoneNamed(value, now) };
    case 'authorsMayApproveOwn':
    case 'soleEditorMayGo':
    case 'moveNeedsApproval':
      return { [what]: value === '1' };
    default:
      throw new Refusal('stale');
  }
}

/** Buttons have no room for a zone's whole name: they carry the place. */
export function zoneNamed(place: string, now: Date): string {
  const [zone] = findZones(place, now);
  if (zone === undefined) throw new Refusal('bad_zone');
  return zone;
}

function whoIn({ client, member }: Speaker) {
  return { clientId: client.id, memberId: member.memberId };
}

function messageOf({ chat, messageId }: Tapped): SettingsMessage {
  return { chatId: chat.id, messageId };
}
