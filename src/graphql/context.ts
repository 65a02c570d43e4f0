import type { Access } from '../domain/access.js';
import { type ApiLoaders, loadersFor } from '../reads/api-loaders.js';
import { type Viewer, viewerOf } from '../reads/viewer.js';
import type { Desk } from '../usecases/desk.js';
import { sqlOutside } from '../usecases/desk.js';
import type { KnownMember } from '../usecases/known-member.js';

/** What resolvers work with; made anew for every request. */
export interface ApiContext {
  readonly desk: Desk;
  /** For whom the request acts; every read is limited to this member's client. */
  readonly member: KnownMember;
  readonly access: Access;
  readonly db: ReturnType<typeof sqlOutside>;
  readonly viewer: Viewer;
  readonly load: ApiLoaders;
}

export function makeContext(desk: Desk, member: KnownMember, access: Access): ApiContext {
  const db = sqlOutside(desk);
  const viewer = viewerOf(member, access.role);
  return { desk, member, access, db, viewer, load: loadersFor(db, viewer, desk.clock.now()) };
}
