import { createHash, timingSafeEqual } from 'node:crypto';

/** Random bytes of a token's secret: as many as its hash has, so that a plain hash is enough. */
export const TOKEN_SECRET_BYTES = 32;
/** Tokens that one member may have for one client at a time. */
export const TOKENS_MAX = 20;
export const TOKEN_NAME_MAX = 60;

/** `cdk_<id>_<secret>`: the id finds the row, the secret proves it. */
const FORM = /^cdk_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/;

/** What may be shown of a token ever after: everything but its secret. */
export function tokenPrefix(id: string): string {
  return `cdk_${id.replaceAll('-', '')}`;
}

export function writeToken(id: string, secret: string): string {
  return `${tokenPrefix(id)}_${secret}`;
}

/** Null for what cannot be a token of ours: nobody needs to be asked about it. */
export function readToken(presented: string): { readonly id: string; readonly secret: string } | null {
  const [, ...parts] = FORM.exec(presented) ?? [];
  const secret = parts.pop();
  return secret === undefined ? null : { id: parts.join('-'), secret };
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes the same time whatever is presented: digests have one length, and are compared in full. */
export function isSameSecret(expected: string, presented: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(expected)), Buffer.from(hashSecret(presented)));
}

/** The same, where only the hash of what is expected is known. */
export function fitsHash(hash: string, presented: string): boolean {
  const given = Buffer.from(hashSecret(presented));
  return hash.length === given.length && timingSafeEqual(Buffer.from(hash), given);
}
