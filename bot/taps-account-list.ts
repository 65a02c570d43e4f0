import type { Chat } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { type AccountView, accountView } from '../src/reads/account-view.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { type Switch, switchAccount } from '../src/usecases/switch-account.js';
import { testAccount } from '../src/usecases/test-account.js';
import { accountDetails, accountsList, dropQuestion } from './account-lists.js';
import type { BotParts, Speaker } from './parts.js';
import { askPerson } from './questions.js';
import { showList } from './show-list.js';
import type { Tapped, TapHandler, TapHandlers } from './tapped.js';

type AccountVerb =
  | 'accountList'
  | 'account'
  | 'accountTest'
  | 'accountOn'
  | 'accountOff'
  | 'accountPaste'
  | 'accountDrop'
  | 'accountDropped'
  | 'accountAdd';

/** What admins do with the client's accounts; the message shows one thing after another. */
export const accountListTaps: TapHandlers<AccountVerb> = {
  async accountList(tapped) {
    await showList(tapped, await accountsList(tapped.parts, tapped.speaker));
  },
  async account(tapped) {
    await showList(tapped, accountDetails(tapped.parts, tapped.speaker, await accountOf(tapped)));
  },
  async accountTest(tapped) {
    const { desk } = tapped.parts;
    const { t } = tapped.speaker;
    const { username, quota, stands } = await testAccount(desk, requestOf(tapped));
    const account = await accountOf(tapped);
    const isChat = desk.platforms.get(account.platform).admission !== undefined;
    const words = [isChat ? t('account-chat-works') : t('account-works', { username })];
    if (quota) words.push(t('account-quota', { used: quota.used, total: quota.total }));
    if (stands) {
      words.push(t('account-still-stands', { button: t('button-release-account') }));
      await showList(tapped, accountDetails(tapped.parts, tapped.speaker, account));
    }
    return words.join(' ');
  },
  accountOn: switched('on'),
  accountOff: switched('off'),
  accountDropped: switched('disconnect'),
  async accountDrop(tapped) {
    await showList(tapped, dropQuestion(tapped.parts, tapped.speaker, await accountOf(tapped)));
  },
  async accountPaste(tapped) {
    const { id, platform } = await accountOf(tapped);
    await askForToken(tapped.parts, tapped.speaker, tapped.chat, { platform, accountId: id });
  },
  async accountAdd({ parts, speaker, chat, tap }) {
    await askForToken(parts, speaker, chat, { platform: tap.arg });
  },
};

function switched(how: Switch): TapHandler {
  return async (tapped) => {
    await switchAccount(tapped.parts.desk, requestOf(tapped), how);
    await showList(tapped, accountDetails(tapped.parts, tapped.speaker, await accountOf(tapped)));
    return tapped.speaker.t(`done-account-${how}`);
  };
}

/** Asks for a token, with how to get one. Only in private: others must not see the answer. */
async function askForToken(
  parts: BotParts,
  speaker: Speaker,
  chat: Chat,
  about: { readonly platform: string; readonly accountId?: string },
): Promise<void> {
  const { t, member } = speaker;
  const text = t.said(`ask-token-${about.platform}`, {});
  if (member.role !== 'admin' || chat.type !== 'private' || text === null) throw new Refusal('not_allowed');
  await askPerson(parts, speaker, chat, { question: 'paste_token', about, text, placeholder: t('ask-token-field') });
}

/** For admins of its client: for that one a tap on it speaks. */
async function accountOf({ parts, speaker, tap }: Tapped): Promise<AccountView> {
  if (speaker.member.role !== 'admin') throw new Refusal('admins_only');
  const account = await accountView(sqlOutside(parts.desk), tap.id);
  if (!account) throw new Refusal('not_found');
  return account;
}

function requestOf({ tap, speaker }: Tapped) {
  return { accountId: tap.id, memberId: speaker.member.memberId };
}
