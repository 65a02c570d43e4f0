import type { Access } from '../domain/access.js';
import type { ApiLoaders } from '../reads/api-loaders.js';
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
  readonly load: ApiLoaders;
}
