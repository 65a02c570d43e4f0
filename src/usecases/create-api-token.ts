import { sql } from 'kysely';
import { isAtLeast, type Scope, SCOPES } from '../domain/access.js';
import { hashSecret, TOKEN_NAME_MAX, TOKEN_SECRET_BYTES, TOKENS_MAX, writeToken } from '../domain/api-token.js';
import type { Role } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { actorIn } from './change-post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

export interface TokenRequest {
  readonly clientId: string;
  readonly memberId: string;
  /** The scopes of whoever asks: a token makes none that can do more than itself. */
  readonly scopesAtMost: readonly Scope[];
  /** The end of the token that asks: it makes none that outlives it. */
  readonly expiresAtMost?: Date | null;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** Null: until it is revoked. */
  readonly expiresAt: Date | null;
}

/** Makes a token that acts as this member. It is in the answer and nowhere else. */
export async function createApiToken(desk: Desk, request: TokenRequest): Promise<{ id: string; token: string }> {
  const { clientId, memberId, role, expiresAt, expiresAtMost } = request;
  const name = nameOf(request);
  const scopes = SCOPES.filter((scope) => request.scopes.includes(scope));
  if (scopes.length === 0) throw new Refusal('bad_setting');
  if (scopes.some((scope) => !request.scopesAtMost.includes(scope))) throw new Refusal('token_beyond');
  if (expiresAtMost && (expiresAt === null || expiresAt > expiresAtMost)) throw new Refusal('token_beyond');
  const id = desk.ids.uuid();
  const secret = desk.ids.secret(TOKEN_SECRET_BYTES);
  await transact(desk, async (tx) => {
    if (!isAtLeast((await actorIn(tx, clientId, memberId)).role, role)) throw new Refusal('token_beyond');
    if (expiresAt && expiresAt <= tx.now) throw new Refusal('past_time');
    await refuseMore(tx, clientId, memberId);
    await sql`insert into api_token (id, client_id, member_id, name, hash, role, scopes, created_at, expires_at)
      values (${id}, ${clientId}, ${memberId}, ${name}, ${hashSecret(secret)}, ${role}, ${scopes}::text[], ${tx.now},
        ${expiresAt})`.execute(tx.sql);
    const after = { tokenId: id, name, role, scopes, expiresAt };
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'token.created', after });
  });
  return { id, token: writeToken(id, secret) };
}

function nameOf({ name }: TokenRequest): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new Refusal('text_needed');
  if (trimmed.length > TOKEN_NAME_MAX) throw new Refusal('text_too_long');
  return trimmed;
}

/** A bound, not a promise: two that are made at the same moment may make one more. */
async function refuseMore(tx: Tx, clientId: string, memberId: string): Promise<void> {
  const { rows } = await sql<{ live: number }>`
    select count(*)::int as live from api_token where member_id = ${memberId} and client_id = ${clientId}
      and revoked_at is null and (expires_at is null or expires_at > ${tx.now})`.execute(tx.sql);
  if ((rows[0]?.live ?? 0) >= TOKENS_MAX) throw new Refusal('too_many_tokens', { max: TOKENS_MAX });
}
