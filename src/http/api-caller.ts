import type { IncomingHttpHeaders } from 'node:http';
import { SCOPES } from '../domain/access.js';
import { authenticateToken, type Caller } from '../usecases/authenticate-token.js';
import type { Desk } from '../usecases/desk.js';
import { isFromOurPage, sessionOf } from './session.js';

/**
 * Who asks the API: a token, or else the session of a browser, which may do whatever its member may. Browsers send a session along by
 * themselves, so it counts only where they say that a page of ours asks, however the request is made.
 */
export async function callerOf(
  desk: Desk,
  adminToken: string | null,
  { token, headers }: { readonly token: string | null; readonly headers: IncomingHttpHeaders },
): Promise<Caller | null> {
  if (token !== null) return authenticateToken(desk, { token: adminToken }, token);
  const session = isFromOurPage(desk, { headers }) ? await sessionOf(desk, headers.cookie) : null;
  return session && { member: session.member, access: { role: session.member.role, scopes: SCOPES }, key: session.id };
}
