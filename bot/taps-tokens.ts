import type { Message } from 'grammy/types';
import { SCOPES } from '../src/domain/access.js';
import { Refusal } from '../src/domain/refusal.js';
import { apiTokenById, type ApiTokenRow, liveTokens } from '../src/reads/api-tokens.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { createApiToken } from '../src/usecases/create-api-token.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { revokeApiToken } from '../src/usecases/revoke-api-token.js';
import { isBadRequest } from './api-errors.js';
import type { BotParts, Speaker } from './parts.js';
import { askPerson } from './questions.js';
import type { Said } from './replies.js';
import { showList } from './show-list.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { readChoice, revokeQuestion, shownOnce, tokenList, tokenMenu, writeChoice } from './tokens.js';

type TokenVerb = 'apiTokens' | 'tokenNew' | 'tokenMake' | 'tokenRevoke' | 'tokenRevoked' | 'tokenHide';

/** Tokens of one's own, in a private chat: what is shown there is for nobody else. */
export const tokenTaps: TapHandlers<TokenVerb> = {
  apiTokens: (tapped) => showTokens(tapped),
  async tokenNew(tapped) {
    refuseInGroup(tapped);
    await showList(tapped, tokenMenu(tapped.speaker, readChoice(tapped.tap.arg)));
  },
  async tokenMake(tapped) {
    refuseInGroup(tapped);
    const { parts, speaker, chat, tap } = tapped;
    const about = { choice: writeChoice(readChoice(tap.arg)) };
    const { t } = speaker;
    const asked = { text: t('ask-token-name'), placeholder: t('ask-token-name-field') };
    await askPerson(parts, speaker, chat, { question: 'token_name', about, ...asked });
  },
  async tokenRevoke(tapped) {
    await showList(tapped, revokeQuestion(tapped.speaker, await tokenOf(tapped)));
  },
  async tokenRevoked(tapped) {
    const { parts, speaker, tap } = tapped;
    const { client, member, t } = speaker;
    await revokeApiToken(parts.desk, { clientId: client.id, memberId: member.memberId, tokenId: tap.id });
    await showTokens(tapped);
    return t('done-token-revoked');
  },
  async tokenHide({ parts, chat, messageId }) {
    try {
      await parts.api.deleteMessage(chat.id, messageId);
    } catch (thrown) {
      // Gone already.
      if (!isBadRequest(thrown)) throw thrown;
    }
  },
};

/** The name is the last thing that was missing. */
export async function giveTokenName(
  { desk }: BotParts,
  { client, member, t }: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  if (message.chat.type !== 'private') throw new Refusal('not_allowed');
  const { id, token } = await createApiToken(desk, {
    clientId: client.id,
    memberId: member.memberId,
    scopesAtMost: SCOPES,
    name: message.text ?? '',
    ...readChoice(String(about.choice)),
    expiresAt: null,
  });
  return shownOnce(token, id, desk.webAddress?.() ?? null, t);
}

async function showTokens(tapped: Tapped): Promise<void> {
  refuseInGroup(tapped);
  const { desk } = tapped.parts;
  const { client, member } = tapped.speaker;
  const now = desk.clock.now();
  const tokens = await liveTokens(sqlOutside(desk), client.id, member.memberId, now);
  await showList(tapped, tokenList(tapped.speaker, tokens, now));
}

async function tokenOf(tapped: Tapped): Promise<ApiTokenRow> {
  refuseInGroup(tapped);
  const { parts, speaker, tap } = tapped;
  const token = await apiTokenById(sqlOutside(parts.desk), speaker.client.id, tap.id);
  if (token?.memberId !== speaker.member.memberId || token.revokedAt !== null) throw new Refusal('not_found');
  return token;
}

function refuseInGroup({ chat }: Tapped): void {
  if (chat.type !== 'private') throw new Refusal('not_allowed');
}
