import type { Chat, User } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { clientOfGroup } from '../src/reads/client-of.js';
import { type OwnClient, ownClients } from '../src/reads/own-clients.js';
import { bindGroup } from '../src/usecases/bind-group.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { buttonsFor, type List, rows } from './cards/card-view.js';
import { type BotParts, type Speaker, speakerFor } from './parts.js';
import { refreshSetUp, setUpOf, waitsForGroup } from './set-up.js';
import { sendList, showList } from './show-list.js';
import type { Tapped, TapHandlers } from './tapped.js';

/**
 * An admin brought the bot into a group: where their set-up waits for one it is taken at once, else they are asked in private. False where
 * there is nothing to ask, as in a group that is theirs already.
 */
export async function offerGroup(parts: BotParts, from: User, chat: Chat): Promise<boolean> {
  const speaker = await speakerFor(parts, from, null);
  if (!speaker || (chat.type !== 'group' && chat.type !== 'supergroup')) return false;
  const db = sqlOutside(parts.desk);
  const bound = await clientOfGroup(db, String(chat.id));
  const all = await ownClients(db, speaker.member.memberId);
  const offered = all.filter(({ id, role }) => role === 'admin' && id !== bound);
  if (offered.length === 0) return false;
  const setUp = await setUpOf(parts, speaker);
  if (bound === null && setUp && waitsForGroup(setUp)) await bind(parts, speaker, String(chat.id));
  else await sendList(parts, from.id, offerOf(offered, speaker, chat));
  return true;
}

function offerOf(
  offered: readonly OwnClient[],
  { member, t }: Speaker,
  { id, title }: { readonly id: number; readonly title: string },
): List {
  const keyboard = rows(...offered.map((one) => [buttonsFor(one.id, 0)('bindGroup', one.name, String(id))]), [
    buttonsFor(member.memberId, 0)('bindGroup', t('button-group-none')),
  ]);
  return { body: { text: t('group-offer', { group: title }), entities: [] }, keyboard };
}

async function bind(parts: BotParts, speaker: Speaker, chatId: string, takeOver = false): Promise<void> {
  const { client, member } = speaker;
  await bindGroup(parts.desk, { clientId: client.id, memberId: member.memberId, chatId, takeOver });
  await refreshSetUp(parts, speaker);
}

/** In a button: the group stays whose it is. */
const AS_IT_IS = 'keep';

export const groupTaps: TapHandlers<'bindGroup' | 'takeGroup'> = {
  /** Where others are asked in that group, it is asked once more. */
  async bindGroup(tapped) {
    const { parts, speaker, tap } = tapped;
    if (tap.arg === '') return say(tapped, speaker.t('group-offer-none'));
    if (tap.arg === AS_IT_IS) return say(tapped, speaker.t('group-kept'));
    try {
      await bind(parts, speaker, tap.arg);
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.code !== 'group_taken') throw thrown;
      return askToTake(tapped, thrown);
    }
    await sayBound(tapped);
  },
  async takeGroup(tapped) {
    await bind(tapped.parts, tapped.speaker, tapped.tap.arg, true);
    await sayBound(tapped);
  },
};

/** Only who is an admin of both learns whose it is. */
async function askToTake(tapped: Tapped, taken: Refusal): Promise<void> {
  const { parts, speaker, tap } = tapped;
  const { client, t } = speaker;
  const bound = await clientOfGroup(sqlOutside(parts.desk), tap.arg);
  const there = await speakerFor(parts, speaker.from, bound);
  if (bound === null || there?.member.role !== 'admin') throw taken;
  const other = there.client.name;
  const keyboard = rows(
    [buttonsFor(client.id, 0)('takeGroup', t('button-group-take', { brand: client.name }), tap.arg)],
    [buttonsFor(client.id, 0)('bindGroup', t('button-group-keep'), AS_IT_IS)],
  );
  await showList(tapped, {
    body: { text: t('group-taken-ask', { other, brand: client.name }), entities: [] },
    keyboard,
  });
}

function sayBound(tapped: Tapped): Promise<void> {
  const { client, t } = tapped.speaker;
  return say(tapped, t('group-bound', { brand: client.name }));
}

function say(tapped: Tapped, text: string): Promise<void> {
  return showList(tapped, { body: { text, entities: [] }, keyboard: [] });
}
