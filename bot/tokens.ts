import { isAtLeast, type Scope, SCOPES } from '../src/domain/access.js';
import { tokenPrefix, TOKENS_MAX } from '../src/domain/api-token.js';
import { type Role, ROLES } from '../src/domain/post.js';
import type { ApiTokenRow } from '../src/reads/api-tokens.js';
import { buttonsFor, type List, rows } from './cards/card-view.js';
import type { Speaker } from './parts.js';
import type { SaidWithButtons } from './replies.js';
import { firstWords, RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';
import { relativeWords } from './time-words.js';

const ROLE_WORDS = { author: 'token-role-author', editor: 'token-role-editor', admin: 'token-role-admin' } as const;
const SCOPE_WORDS = {
  read: 'token-scope-read',
  write: 'token-scope-write',
  publish: 'token-scope-publish',
  manage: 'token-scope-manage',
} as const;

/** What a token is to be able to do; it travels in the buttons, so that the menu keeps nothing. */
export interface TokenChoice {
  readonly role: Role;
  readonly scopes: readonly Scope[];
}

/** `1.3`: the role's place, and a bit for each scope. */
export function writeChoice({ role, scopes }: TokenChoice): string {
  const bits = SCOPES.reduce((sum, scope, i) => sum + (scopes.includes(scope) ? 2 ** i : 0), 0);
  return `${ROLES.indexOf(role)}.${bits}`;
}

export function readChoice(text: string): TokenChoice {
  const [place, bits] = text.split('.').map(Number);
  const scopes = SCOPES.filter((_scope, i) => Math.floor((bits ?? 0) / 2 ** i) % 2 === 1);
  return { role: ROLES[place ?? 0] ?? 'author', scopes };
}

export function tokenList({ member, client, t }: Speaker, tokens: readonly ApiTokenRow[], now: Date): List {
  const to = new RichTextWriter()
    .bold(t('tokens-title', { brand: client.name }))
    .line()
    .line();
  to.line(t('tokens-about'));
  for (const token of tokens) {
    to.line()
      .bold(token.name)
      .line(` · ${abilityOf(token, t)}`);
    to.line(usedWords(token, now, t));
  }
  const ofToken = ({ id, name }: ApiTokenRow) =>
    buttonsFor(id, 0)('tokenRevoke', t('button-token-revoke', { name: firstWords(name, 40) }));
  const own = buttonsFor(member.memberId, 0);
  const choice = writeChoice({ role: member.role, scopes: ['read'] });
  return {
    body: to.done(),
    keyboard: rows(
      ...tokens.map((token) => [ofToken(token)]),
      [tokens.length < TOKENS_MAX && own('tokenNew', t('button-token-new'), choice)],
      [own('mySettings', t('button-back'))],
    ),
  };
}

/** A token's role and scopes, to be marked one by one. */
export function tokenMenu({ member, t }: Speaker, choice: TokenChoice): List {
  const { role, scopes } = choice;
  const button = buttonsFor(member.memberId, 0);
  const to = new RichTextWriter().bold(t('token-new-title')).line().line();
  to.line(t('token-new-about'));
  const roles = ROLES.filter((one) => isAtLeast(member.role, one)).map((one) =>
    button('tokenNew', `${one === role ? '• ' : ''}${t(ROLE_WORDS[one])}`, writeChoice({ role: one, scopes })),
  );
  const toggle = (scope: Scope) => {
    const isOn = scopes.includes(scope);
    const after = isOn ? scopes.filter((one) => one !== scope) : [...scopes, scope];
    return [button('tokenNew', `${isOn ? '✅' : '⬜️'} ${t(SCOPE_WORDS[scope])}`, writeChoice({ role, scopes: after }))];
  };
  return {
    body: to.done(),
    keyboard: rows(
      roles,
      ...SCOPES.map(toggle),
      [scopes.length > 0 && button('tokenMake', t('button-token-make'), writeChoice(choice))],
      [button('apiTokens', t('button-back'))],
    ),
  };
}

export function revokeQuestion({ member, t }: Speaker, { id, name }: ApiTokenRow): List {
  return {
    body: new RichTextWriter().add(t('token-revoke-sure', { name })).done(),
    keyboard: rows(
      [buttonsFor(id, 0)('tokenRevoked', t('button-token-revoke-sure'))],
      [buttonsFor(member.memberId, 0)('apiTokens', t('button-back'))],
    ),
  };
}

/** The only message that ever shows it. */
export function shownOnce(token: string, id: string, address: string | null, t: Texts): SaidWithButtons {
  const to = new RichTextWriter().bold(t('token-made')).line().line();
  to.code(token).line().line().line(t('token-made-once'));
  if (address !== null) to.line(t('token-made-address', { address: `${address}/graphql` }));
  const { text, entities } = to.done();
  return { text, entities, keyboard: rows([buttonsFor(id, 0)('tokenHide', t('button-token-hide'))]) };
}

function abilityOf({ role, scopes }: ApiTokenRow, t: Texts): string {
  return `${t(ROLE_WORDS[role])}: ${scopes.map((scope) => t(SCOPE_WORDS[scope])).join(', ')}`;
}

function usedWords({ id, lastUsedAt }: ApiTokenRow, now: Date, t: Texts): string {
  const prefix = `${tokenPrefix(id).slice(0, 12)}…`;
  if (!lastUsedAt) return t('token-unused', { prefix });
  return t('token-used', { prefix, when: relativeWords(lastUsedAt, now, t.language) });
}
