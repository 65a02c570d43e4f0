import { type OwnClient, ownClients } from '../src/reads/own-clients.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { chooseClient } from '../src/usecases/choose-client.js';
import { createClient } from '../src/usecases/create-client.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { beginSetUp } from '../src/usecases/note-set-up.js';
import type { Message } from 'grammy/types';
import { buttonsFor, type List, rows } from './cards/card-view.js';
import { type BotParts, type Speaker, speakerFor } from './parts.js';
import { askPerson } from './questions.js';
import type { RichText } from './rich-text.js';
import { askNewName, showSetUp } from './set-up.js';
import { showList } from './show-list.js';
import type { TapHandlers } from './tapped.js';
import { roleWords } from './team.js';

/** The brands that somebody works for, with a button for each where there are several. */
export async function clientList({ desk }: Pick<BotParts, 'desk'>, { member, client, t }: Speaker): Promise<List> {
  const all = await ownClients(sqlOutside(desk), member.memberId);
  const text = all.length > 1 ? t('client-title') : t('client-title-one', { brand: client.name });
  const nameOn = ({ id, name, role }: OwnClient) =>
    `${id === client.id ? '• ' : ''}${t('button-client', { brand: name, role: roleWords(role, t) })}`;
  const keyboard = rows(
    ...(all.length > 1 ? all : []).map((one) => [buttonsFor(one.id, 0)('chooseClient', nameOn(one))]),
    [
      member.role === 'admin' &&
        buttonsFor(client.id, 0)('renameClient', t('button-client-rename', { brand: client.name })),
    ],
    [all.some(({ role }) => role === 'admin') && buttonsFor(member.memberId, 0)('newClient', t('button-client-new'))],
  );
  return { body: { text, entities: [] }, keyboard };
}

/** Says whose list it is, to those who work for several brands. */
export async function underBrand(
  { desk }: Pick<BotParts, 'desk'>,
  { member, client }: Speaker,
  { text, entities }: RichText,
): Promise<RichText> {
  if ((await ownClients(sqlOutside(desk), member.memberId)).length < 2) return { text, entities };
  const title = `${client.name}\n`;
  return {
    text: title + text,
    entities: entities.map((entity) => ({ ...entity, offset: entity.offset + title.length })),
  };
}

export const clientTaps: TapHandlers<'chooseClient' | 'newClient' | 'renameClient'> = {
  async chooseClient(tapped) {
    const { parts, speaker } = tapped;
    const { client, member, t } = speaker;
    await chooseClient(parts.desk, { clientId: client.id, memberId: member.memberId });
    await showList(tapped, await clientList(parts, speaker));
    return t('client-chosen', { brand: client.name });
  },
  async newClient({ parts, speaker, chat }) {
    const { t } = speaker;
    const text = t('client-ask-name');
    await askPerson(parts, speaker, chat, {
      question: 'client_name',
      about: {},
      text,
      placeholder: t('client-name-field'),
    });
  },
  renameClient: ({ parts, speaker, chat }) => askNewName(parts, speaker, chat),
};

/** The name of a new brand: it is made, and its set-up begins. */
export async function giveClientName(
  parts: BotParts,
  { member, from, t }: Speaker,
  _question: OpenQuestion,
  { text = '' }: Message,
): Promise<null> {
  await foundBrand(parts, { memberId: member.memberId, from, language: t.language }, text);
  return null;
}

/** Its clock is asked for in the set-up. */
export async function foundBrand(
  parts: BotParts,
  { memberId, from, language }: { memberId: string; from: Speaker['from']; language: string },
  name: string,
): Promise<void> {
  const { clientId } = await createClient(parts.desk, { memberId, name, zone: 'UTC', language });
  await beginSetUp(parts.desk, { memberId, clientId });
  const speaker = await speakerFor(parts, from, clientId);
  if (speaker) await showSetUp(parts, speaker);
}
