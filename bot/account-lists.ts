import type { AccountView } from '../src/reads/account-view.js';
import { accounts } from '../src/reads/accounts.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { buttonsFor, rows } from './cards/card-view.js';
import type { List } from './lists.js';
import type { BotParts, Speaker } from './parts.js';
import { firstWords, RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';

const NAME_LENGTH = 40;

/** The client's accounts, each with a button, and what may be added. */
export async function accountsList({ desk }: BotParts, { t, member, client }: Speaker): Promise<List> {
  const to = new RichTextWriter();
  if (member.role !== 'admin') return { body: to.add(t('accounts-admins-only')).done(), keyboard: [] };
  const all = await accounts(sqlOutside(desk), client.id);
  to.bold(t('accounts-title', { brand: client.name }))
    .line()
    .line();
  for (const account of all) to.line(accountLine(account, t));
  to.line().line(t('accounts-next'));
  const add = buttonsFor(client.id, 0);
  const keyboard = rows(
    ...all.map(({ id, name }) => [buttonsFor(id, 0)('account', firstWords(name, NAME_LENGTH))]),
    ...desk.platforms
      .connectable()
      .map(({ id, capabilities }) => [add('accountAdd', t('button-account-add', { network: capabilities.name }), id)]),
  );
  return { body: to.done(), keyboard };
}

/** One account, and what an admin can do with it. */
export function accountDetails({ desk }: BotParts, { t }: Pick<Speaker, 't'>, account: AccountView): List {
  const { id, name, platform, username, state, held, clientId } = account;
  const { capabilities, connection } = desk.platforms.get(platform);
  const to = new RichTextWriter().bold(name).line();
  to.line(username === null ? capabilities.name : `${capabilities.name} · @${username}`);
  to.line(accountLine(account, t)).line(wayOf({ state, held }, t));
  const button = buttonsFor(id, 0);
  const keyboard = rows(
    [connection !== undefined && state !== 'disconnected' && button('accountTest', t('button-account-test'))],
    [
      state === 'connected' && button('accountOff', t('button-account-off')),
      state === 'off' && button('accountOn', t('button-account-on')),
    ],
    [connection !== undefined && button('accountPaste', t('button-account-paste'))],
    [state !== 'disconnected' && button('accountDrop', t('button-account-drop'))],
    [buttonsFor(clientId, 0)('accountList', t('button-back'))],
  );
  return { body: to.done(), keyboard };
}

/** An account that is connected and yet stands still does not look well. */
export function accountLine({ name, state, held }: Pick<AccountView, 'name' | 'state' | 'held'>, t: Texts): string {
  return t(held && state === 'connected' ? 'account-stands' : `account-${state}`, { name });
}

function wayOf({ state, held }: Pick<AccountView, 'state' | 'held'>, t: Texts): string {
  return held ? t('account-way-held') : t(`account-way-${state}`);
}

/** Asked once more: credentials that are gone cannot be brought back. */
export function dropQuestion({ t }: Pick<Speaker, 't'>, { id, name }: AccountView): List {
  const button = buttonsFor(id, 0);
  const body = new RichTextWriter().add(t('account-drop-ask', { name })).done();
  const sure = [button('accountDropped', t('button-account-dropped'))];
  return { body, keyboard: rows(sure, [button('account', t('button-back'))]) };
}
