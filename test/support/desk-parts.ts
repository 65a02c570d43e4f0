import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import type { Platform } from '../../src/platforms/platform.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { systemClock, systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { type OpenDatabase, openTestDatabase } from './database.js';
import { quietLog } from './log.js';
import { makeScene, type Scene } from './rows.js';
import { testVault } from './vault.js';

/** The use cases on a real database, with a network that is only rendered for: a line of text becomes a part. */
export interface DeskParts extends AsyncDisposable {
  readonly db: OpenDatabase;
  readonly desk: Desk;
  readonly store: DeliveryStore;
  readonly scene: Scene;
  /** A second editor. */
  readonly otherEditorId: string;
}

/** `platforms` instead of it, the first of which the scene's account is on; `port` of a network in front of the database. */
export async function openDeskParts(platforms?: readonly Platform[], port?: number): Promise<DeskParts> {
  const db = await openTestDatabase(port);
  const platform: Platform = {
    id: 'telegram',
    capabilities: { name: 'Lines', textMax: 4096, captionMax: 1024, media: [] },
    render: ({ text }) => ({
      parts: text
        .split('\n')
        .map((line, i) => ({ name: i === 0 ? 'main' : `part${i}`, text: line, entities: [], media: [] })),
    }),
    preflight: () => [],
    publisher: { commit: () => Promise.reject(new Error('Nothing is sent here')) },
  };
  const desk: Desk = {
    orm: db.orm,
    platforms: new PlatformRegistry(platforms ?? [platform]),
    media: { take: unused, shipment: unused, open: unused, publicUrl: unused },
    vault: testVault,
    clock: systemClock,
    ids: systemIds,
    log: quietLog,
    wake: { ring: () => undefined },
  };
  const scene = await makeScene(db.sql);
  const otherEditorId = randomUUID();
  await sql`insert into member (id, telegram_id, name, created_at) values (${otherEditorId}, ${randomUUID()}, 'other', now())`.execute(
    db.sql,
  );
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${scene.clientId}, ${otherEditorId}, 'editor', now())`.execute(db.sql);
  return {
    db,
    desk,
    scene,
    otherEditorId,
    store: new DeliveryStore(db.sql, 60_000),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

function unused(): never {
  throw new Error('There are no media here');
}
