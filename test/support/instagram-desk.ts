import { sql } from 'kysely';
import type { Claimed } from '../../src/db/claimed.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import type { DeliveryState } from '../../src/domain/delivery.js';
import type { Failure } from '../../src/domain/failure.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import type { Clock } from '../../src/ports.js';
import { systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { createDispatch } from '../../src/usecases/dispatch.js';
import { lookAfter } from '../../src/usecases/look-after.js';
import { runDelivery, type RunDeps } from '../../src/usecases/run-delivery.js';
import { servedPhoto } from '../platforms/instagram/attempt.js';
import { ACCOUNT, createSetting, type Setting, TestClock, TOKEN, USER_ID } from '../platforms/instagram/setting.js';
import { openTestDatabase } from './database.js';
import { quietLog } from './log.js';
import { makeApproved, makeScene, type Scene } from './rows.js';
import { testVault } from './vault.js';

/** Longer than this waits only what Instagram has limited. */
const PROCESSING_MS = 4_000;

export type InstagramDesk = Awaited<ReturnType<typeof openInstagramDesk>>;

/** The use cases and the runner on a real database, with a simulated Instagram and a clock that stands where it is put. */
export async function openInstagramDesk() {
  await using opened = new AsyncDisposableStack();
  const db = opened.use(await openTestDatabase());
  const clock = new TestClock();
  const setting: Setting = opened.use(await createSetting({ clock }));
  const { platform } = setting;
  const standing: Clock = { now: clock.now, sleep: () => Promise.resolve() };
  const desk: Desk = {
    orm: db.orm,
    platforms: new PlatformRegistry([platform]),
    media: { take: unused, shipment, open: unused, publicUrl: ({ hash }) => setting.media.urlOf(hash) },
    vault: testVault,
    clock: standing,
    ids: systemIds,
    log: quietLog,
    wake: { ring: () => undefined },
  };
  const store = new DeliveryStore(db.sql, 60_000);
  const dispatch = createDispatch({ ...desk, sql: db.sql, notices: { send: unused } });
  const deps: RunDeps = { store, dispatch, leaseMs: 60_000, settled: () => undefined, ...desk };

  /** Takes the row to its end, or to where it waits longer than a preparation does. */
  async function run(id: string): Promise<DeliveryRecord> {
    for (let steps = 0; steps < 10; steps++) {
      const claimed = await store.claim(id, clock.now());
      if (!claimed) break;
      await runDelivery(deps, claimed);
      const { state, due_at: dueAt } = await rowOf(id);
      const waitMs = dueAt.getTime() - clock.now().getTime();
      if (state === 'waiting' && waitMs <= PROCESSING_MS) clock.pass(waitMs);
    }
    return rowOf(id);
  }

  async function rowOf(id: string): Promise<DeliveryRecord> {
    const { rows } = await sql<DeliveryRecord>`select * from delivery where id = ${id}`.execute(db.sql);
    const [row] = rows;
    if (!row) throw new Error('There is no such delivery');
    return { ...row, due_at: new Date(row.due_at) };
  }

  const closing = opened.move();
  return {
    db,
    desk,
    store,
    clock,
    setting,
    run,
    /** What a worker does with what it has claimed. */
    send: (claimed: Claimed) => runDelivery(deps, claimed),
    rowOf,
    lookAfter: () => lookAfter(desk, AbortSignal.timeout(20_000)),
    /** A client whose account is Instagram's, connected by that token. */
    async scene(token = TOKEN): Promise<Scene> {
      const scene = await makeScene(db.sql);
      const sealed = testVault.seal(JSON.stringify({ token }), scene.accountId);
      await sql`update social_account set platform = 'instagram', external_id = ${USER_ID}, credentials = ${sealed}
        where id = ${scene.accountId}`.execute(db.sql);
      await sql`update client set editors_chat_id = '-1' where id = ${scene.clientId}`.execute(db.sql);
      await sql`update membership set role = 'admin' where member_id = ${scene.editorId}`.execute(db.sql);
      return scene;
    },
    /** An approved post with a photo; its delivery's id. */
    async photo(scene: Scene, text: string, dueInMs = 0): Promise<string> {
      const content = { text, entities: [], media: [servedPhoto(setting)] };
      const { parts } = platform.render(content, { ...ACCOUNT, id: scene.accountId });
      const dueAt = new Date(clock.now().getTime() + dueInMs);
      const [id] = (await makeApproved(db.sql, scene, { dueAt, texts: [], parts })).parts;
      if (id === undefined) throw new Error('There is no part');
      return id;
    },
    /** How often Instagram was asked for what this names in its path. */
    requests: (path: string) => setting.world.requests.since(0).filter((one) => one.path.endsWith(path)).length,
    live: () => setting.world.store.all('media'),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

export interface DeliveryRecord {
  readonly state: DeliveryState;
  readonly version: number;
  readonly tries: number;
  readonly due_at: Date;
  readonly attempts: readonly string[];
  readonly receipt: { remoteId?: string; url?: string } | null;
  readonly failure: Failure | null;
  readonly look_at: string | null;
  readonly looks: number;
  readonly look_found: string | null;
  readonly publication_id: string;
  readonly revision_id: string;
}

function shipment<T>(ref: T): Promise<T> {
  return Promise.resolve(ref);
}

function unused(): never {
  throw new Error('This is not needed here');
}
