import type { Access } from '../domain/access.js';
import type { Role } from '../domain/post.js';
import { type ApiLoaders, loadersFor } from '../reads/api-loaders.js';
import type { Readiness } from '../reads/readiness.js';
import { type Viewer, viewerOf } from '../reads/viewer.js';
import type { Caller } from '../usecases/authenticate-token.js';
import type { Desk } from '../usecases/desk.js';
import { sqlOutside } from '../usecases/desk.js';
import type { KnownMember } from '../usecases/known-member.js';
import type { Batch, ChangeFeed } from './change-feed.js';

type Sql = ReturnType<typeof sqlOutside>;

/** What resolvers work with; made anew for every request. */
export interface ApiContext {
  /** Its use cases go no further than the role of the token. */
  readonly desk: Desk;
  /** For whom the request acts; every read is limited to this member's client. */
  readonly member: KnownMember;
  readonly access: Access;
  readonly db: Sql;
  readonly viewer: Viewer;
  readonly load: ApiLoaders;
  /** As `/readyz` says it. */
  readonly readiness: () => Promise<Readiness>;
  /** What happens to this client from now on, until whoever asked goes away. */
  changes(): Promise<AsyncGenerator<Batch, void, void>>;
  /** The same request, for this member and client: nothing that was loaded before is remembered. */
  as(member: KnownMember, access: Access): ApiContext;
}

/** What contexts are made of. */
export interface ApiParts {
  readonly desk: Desk;
  readonly feed: ChangeFeed;
  readonly readiness: () => Promise<Readiness>;
  /** Reads that begin nothing once `signal` has aborted; left out, they are the desk's own. */
  readonly readsUntil?: ((signal: AbortSignal) => Sql) | undefined;
}

export function dbFor({ desk, readsUntil }: Pick<ApiParts, 'desk' | 'readsUntil'>, signal: AbortSignal): Sql {
  return readsUntil?.(signal) ?? sqlOutside(desk);
}

export function contextFor(parts: ApiParts, caller: Caller, signal: AbortSignal): ApiContext {
  const { feed, readiness } = parts;
  const desk = cap(parts.desk, caller.roleAtMost);
  const db = dbFor(parts, signal);
  const as = (member: KnownMember, access: Access): ApiContext => {
    const viewer = viewerOf(member, access.role);
    const load = loadersFor(db, viewer, desk.clock.now());
    const changes = () => feed.listen(member.clientId, signal);
    return { desk, member, access, db, viewer, load, readiness, as, changes };
  };
  return as(caller.member, caller.access);
}

function cap(desk: Desk, roleAtMost: Role | undefined): Desk {
  return roleAtMost === undefined ? desk : { ...desk, roleAtMost };
}
