import type { AccountView } from '../src/reads/account-view.js';
import { accounts } from '../src/reads/accounts.js';
import type { Failure } from '../src/domain/failure.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { RIGHTS_CODE } from '../src/usecases/heed-chat-rights.js';
import { type Button, buttonsFor, type Keyboard, type List, rows } from './cards/card-view.js';
import { rightsText } from './chat-rights.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';
import { firstWords, RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';
import { momentWords } from './time-words.js';

const NAME_LENGTH = 40;

/** The client's accounts, each with a button, and what may be added. */
export async function accountsList(parts: BotParts, speaker: Speaker): Promise<List> {
  const { t, member, client } = speaker;
  const to = new RichTextWriter();
  if (member.role !== 'admin') return { body: to.add(t('accounts-admins-only')).done(), keyboard: [] };
  const all = await accounts(sqlOutside(parts.desk), client.id);
  to.bold(t('accounts-title', { brand: client.name }))
    .line()
    .line();
  for (const account of all) {
    to.line(accountLine(account, t));
    if (account.expiresAt && account.state === 'connected')
      to.line(`    ${untilWords(account.expiresAt, parts, speaker)}`);
  }
  if (all.length > 0) to.line();
  to.line(t(all.length > 0 ? 'accounts-next' : 'accounts-none'));
  const known = all.map(({ id, name }) => [buttonsFor(id, 0)('account', firstWords(name, NAME_LENGTH))]);
  const chat = buttonsFor(client.id, 0)('chatAdd', t('button-chat-add'));
  const keyboard = [...known, [chat], ...tokenButtons(parts, speaker)];
  return { body: to.done(), keyboard };
}

/** Networks whose accounts are connected by a token. */
export function tokenButtons({ desk }: Pick<BotParts, 'desk'>, { t, client }: Pick<Speaker, 't' | 'client'>): Keyboard {
  const add = buttonsFor(client.id, 0);
  return rows(
    ...desk.platforms
      .connectable()
      .map(({ id, capabilities }) => [add('accountAdd', t('button-account-add', { network: capabilities.name }), id)]),
  );
}

/** One account, and what an admin can do with it. */
export function accountDetails(parts: BotParts, speaker: Speaker, account: AccountView): List {
  const { desk } = parts;
  const { t } = speaker;
  const { id, platform, username, state, heldAt, clientId, externalId } = account;
  const { capabilities, connection, admission } = desk.platforms.get(platform);
  const to = new RichTextWriter().bold(accountLine(account, t)).line();
  to.line(username === null ? capabilities.name : `${capabilities.name} · @${username}`);
  to.line(wayOf(account, admission !== undefined, t));
  writeLacks(to, account.failure, t);
  if (connection?.refresh && state === 'connected') {
    const { expiresAt } = account;
    to.line(expiresAt ? untilWords(expiresAt, parts, speaker) : t('account-until-unknown'));
  }
  const button = buttonsFor(id, 0);
  const keyboard = rows(
    [
      (connection ?? admission) !== undefined &&
        state !== 'disconnected' &&
        button('accountTest', t('button-account-test')),
    ],
    [heldAt !== null && releaseButton(id, heldAt, t)],
    [
      state === 'connected' && button('accountOff', t('button-account-off')),
      state === 'off' && button('accountOn', t('button-account-on')),
    ],
    [connection !== undefined && button('accountPaste', t('button-account-paste'))],
    [
      admission !== undefined &&
        state === 'disconnected' &&
        buttonsFor(clientId, 0)('chatConnect', t('button-chat-again'), externalId),
    ],
    [state !== 'disconnected' && button('accountDrop', t('button-account-drop'))],
    [buttonsFor(clientId, 0)('accountList', t('button-back'))],
  );
  return { body: to.done(), keyboard };
}

/** An account that is connected and yet stands still does not look well. */
export function accountLine({ name, state, held }: Pick<AccountView, 'name' | 'state' | 'held'>, t: Texts): string {
  return t(held && state === 'connected' ? 'account-stands' : `account-${state}`, { name });
}

function wayOf({ state, held }: Pick<AccountView, 'state' | 'held'>, isChat: boolean, t: Texts): string {
  if (state === 'disconnected') return t(isChat ? 'account-way-disconnected-chat' : 'account-way-disconnected');
  if (held) return t(isChat ? 'account-way-held-chat' : 'account-way-held');
  return t(`account-way-${state}`);
}

function untilWords(expiresAt: Date, { desk }: BotParts, speaker: Speaker): string {
  const zone = zoneIn(speaker, { type: 'private' });
  return speaker.t('account-until', { moment: momentWords(expiresAt, desk.clock.now(), zone, speaker.t.language) });
}

/** The rights that a chat has taken from the bot, where that is why its queue stands still. */
export function writeLacks(to: RichTextWriter, failure: Failure | null, t: Texts): void {
  const missing = failure?.code?.startsWith(RIGHTS_CODE) && failure.code.slice(RIGHTS_CODE.length);
  if (missing) to.line(t('account-lacks')).line(rightsText(missing, null, t));
}

/** The version is the second of the hold: a later one is not ended by an old button. */
export function releaseButton(accountId: string, heldAt: Date, t: Texts): Button {
  return buttonsFor(accountId, Math.floor(heldAt.getTime() / 1000))('releaseAccount', t('button-release-account'));
}

/** Asked once more: credentials that are gone cannot be brought back. */
export function dropQuestion({ desk }: BotParts, { t }: Pick<Speaker, 't'>, { id, name, platform }: AccountView): List {
  const button = buttonsFor(id, 0);
  const ask = desk.platforms.get(platform).admission
    ? t('account-drop-ask-chat', { name })
    : t('account-drop-ask', { name });
  const body = new RichTextWriter().add(ask).done();
  const sure = [button('accountDropped', t('button-account-dropped'))];
  return { body, keyboard: rows(sure, [button('account', t('button-back'))]) };
}
