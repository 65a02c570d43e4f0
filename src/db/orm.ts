import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Log } from '../ports.js';
import { Card } from './entities/card.js';
import { Client } from './entities/client.js';
import { Media } from './entities/media.js';
import { Member, Membership } from './entities/member.js';
import { Approval, Post, Revision } from './entities/post.js';
import { Publication } from './entities/publication.js';
import { SocialAccount } from './entities/social-account.js';
import { giveBackLost } from './lost-connections.js';
import { First } from './migrations/0001-first.js';
import { Time } from './migrations/0002-time.js';
import { MediaMeasures } from './migrations/0003-media.js';
import { Sources } from './migrations/0004-sources.js';
import { Accounts } from './migrations/0005-accounts.js';
import { Live } from './migrations/0006-live.js';
import { Settings } from './migrations/0007-settings.js';
import { Notices } from './migrations/0008-notices.js';
import { Preview } from './migrations/0009-preview.js';
import { LeanMarks } from './migrations/0010-lean-marks.js';
import { ApiEdge } from './migrations/0016-api-edge.js';
import { ApiLists } from './migrations/0014-api-lists.js';
import { ApiWrites } from './migrations/0015-api-writes.js';
import { People } from './migrations/0011-people.js';
import { Expiry } from './migrations/0012-expiry.js';
import { Hearing } from './migrations/0013-hearing.js';
import { RestoredRows } from './migrations/0017-restored.js';
import { Operations } from './migrations/0018-operations.js';

const ENTITIES = [Approval, Card, Client, Media, Member, Membership, Post, Publication, Revision, SocialAccount];
export const MIGRATIONS = [
  { name: '0001-first', class: First },
  { name: '0002-time', class: Time },
  { name: '0003-media', class: MediaMeasures },
  { name: '0004-sources', class: Sources },
  { name: '0005-accounts', class: Accounts },
  { name: '0006-live', class: Live },
  { name: '0007-settings', class: Settings },
  { name: '0008-notices', class: Notices },
  { name: '0009-preview', class: Preview },
  { name: '0010-lean-marks', class: LeanMarks },
  { name: '0011-people', class: People },
  { name: '0012-expiry', class: Expiry },
  { name: '0013-hearing', class: Hearing },
  { name: '0014-api-lists', class: ApiLists },
  { name: '0015-api-writes', class: ApiWrites },
  { name: '0016-api-edge', class: ApiEdge },
  { name: '0017-restored', class: RestoredRows },
  { name: '0018-operations', class: Operations },
];

/** The domain's store. Does not connect yet. */
export async function createOrm(url: string, log: Log): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities: ENTITIES,
    extensions: [Migrator],
    migrations: { migrationsList: MIGRATIONS, snapshot: false, transactional: true, silent: true },
    pool: { min: 0, max: 20 },
    // Of an address the ORM keeps host, user and database; the rest is TLS.
    driverOptions: { connectionString: url, onPoolCreated: giveBackLost },
    forceUtcTimezone: true,
    logger: (sentence) => log.warn({}, sentence),
  });
}
