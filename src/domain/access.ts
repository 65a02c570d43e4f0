import { type Role, ROLES } from './post.js';

/**
 * What an API token is for: `read` looks; `write` makes and changes drafts, and sends them to review; `publish` does what lets something leave or
 * changes what is live (approve, time, send again, take down, freeze); `manage` is for people, accounts, settings and tokens.
 */
export const SCOPES = ['read', 'write', 'publish', 'manage'] as const;
export type Scope = (typeof SCOPES)[number];

/** What whoever asks the API may do: the lesser of the member's role and the token's, and the token's scopes. */
export interface Access {
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** The one client that the token is for; absent: every client of the member. */
  readonly clientId?: string;
  /** When the token ends; null or absent: it does not. */
  readonly until?: Date | null;
}

export function lesser(role: Role, atMost: Role | undefined): Role {
  return atMost !== undefined && ROLES.indexOf(atMost) < ROLES.indexOf(role) ? atMost : role;
}

export function higher(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? one : other;
}

/** Whether `role` may do what needs `needed`. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
