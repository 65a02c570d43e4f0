import { GraphRefusal, unknownObject } from './refusal.js';
import { type InstagramWorld, type SeedAccount, type TokenKind, tokenState } from './world.js';

export interface Caller {
  readonly account: SeedAccount;
  readonly kind: TokenKind;
}

/** Whose token it is. Facebook's tokens are strangers here, and what the account's owner did to a token comes first. */
export function callerWith(world: InstagramWorld, token: string | null): Caller {
  if (token === null) throw new GraphRefusal(104, 'An access token is required to request this resource.');
  for (const account of world.accounts) {
    const found = account.tokens.find((one) => one.token === token) ?? madeToken(world, account, token);
    if (!found || found.kind === 'page') continue;
    const state = tokenState(world, account.userId);
    if (state === 'revoked') {
      const message = 'Error validating access token: The user has not authorized application 4200000000.';
      throw new GraphRefusal(190, message, { subcode: 458 });
    }
    if (state === 'expired' || found.kind === 'expired') {
      throw new GraphRefusal(190, 'Error validating access token: Session has expired.', { subcode: 463 });
    }
    return { account, kind: found.kind };
  }
  throw new GraphRefusal(190, 'Invalid OAuth access token - Cannot parse access token');
}

function madeToken(
  world: InstagramWorld,
  { userId }: SeedAccount,
  token: string,
): SeedAccount['tokens'][number] | null {
  const made = world.store.get('tokens', token);
  if (made?.userId !== userId) return null;
  return { token, kind: made.expiresAt <= world.clock.now().getTime() ? 'expired' : 'good' };
}

export function mayPublish({ account, kind }: Caller): SeedAccount {
  if (kind === 'reading') {
    throw new GraphRefusal(200, '(#200) Requires instagram_business_content_publish permission', { status: 403 });
  }
  if (account.accountType === 'PERSONAL') {
    throw new GraphRefusal(10, '(#10) Application does not have permission for this action', { status: 403 });
  }
  return account;
}

/** The account in the path, which must be the token's own. */
export function own(caller: Caller, userId: string): SeedAccount {
  if (userId !== caller.account.userId && userId !== 'me') throw unknownObject(userId);
  return caller.account;
}

const SCHEMES = /^(?:Bearer|OAuth) (\S+)$/i;

export function tokenIn(header: string | undefined, params: Record<string, unknown>): string | null {
  const scheme = SCHEMES.exec(header ?? '')?.[1];
  if (scheme !== undefined) return scheme;
  const { access_token: token } = params;
  return typeof token === 'string' && token !== '' ? token : null;
}
