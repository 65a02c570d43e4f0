import type { Access } from '../domain/access.js';
import { type ApiLoaders, loadersFor } from '../reads/api-loaders.js';
import type { Caller } from '../usecases/authenticate-token.js';
import type { Desk } from '../usecases/desk.js';
import { sqlOutside } from '../usecases/desk.js';
import type { KnownMember } from '../usecases/known-member.js';
import type { Batch, ChangeFeed } from './change-feed.js';

type Sql = ReturnType<typeof sqlOutside>;

/** What resolvers work with; made anew for every request. */
export interface ApiContext {
  /** Its use cases go no further than the role of whoever asks. */
  readonly desk: Desk;
  /** For whom the request acts; every read is limited to this member's client. */
  readonly member: KnownMember;
  readonly access: Access;
  readonly db: Sql;
  readonly load: ApiLoaders;
  /** What happens to this client from now on, until whoever asked goes away. */
  changes(): Promise<AsyncGenerator<Batch, void, void>>;
}

/** What contexts are made of. */
export interface ApiParts {
  readonly desk: Desk;
  readonly feed: ChangeFeed;
  /** Reads that begin nothing once `signal` has aborted; left out, they are the desk's own. */
  readonly readsUntil?: ((signal: AbortSignal) => Sql) | undefined;
}

export function dbFor({ desk, readsUntil }: Pick<ApiParts, 'desk' | 'readsUntil'>, signal: AbortSignal): Sql {
  return readsUntil?.(signal) ?? sqlOutside(desk);
}

export function contextFor(parts: ApiParts, caller: Caller, signal: AbortSignal): ApiContext {
  const { desk, feed } = parts;
  const { member, access } = caller;
  const db = dbFor(parts, signal);
  return {
    desk: { ...desk, roleAtMost: access.role },
    member,
    access,
    db,
    load: loadersFor(db, member.clientId),
    changes: () => feed.listen(member.clientId, signal),
  };
}
