import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { createOrm } from '../../src/db/orm.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import type { Platform } from '../../src/platforms/platform.js';
import { systemClock, systemIds } from '../../src/system.js';
import { foundClient } from '../../src/usecases/found-client.js';
import { createPost } from '../../src/usecases/create-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { Post } from '../../src/db/entities/post.js';
import { Client } from '../../src/db/entities/client.js';
import { Member } from '../../src/db/entities/member.js';
import { createTestDatabase } from '../support/postgres.js';
import { sweep } from '../../src/usecases/sweep.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { beat } from '../../src/usecases/heartbeat.js';

test('smoke', async () => {
  const db = await createTestDatabase();
  const log = { debug() {}, info() {}, warn: console.log, error: console.log, child: () => log };
  const orm = await createOrm(db.url, log);
  const platform: Platform = {
    id: 'telegram',
    capabilities: { name: 't', textMax: 4096, captionMax: 1024, media: [] },
    render: (c) => ({ parts: [{ name: 'main', text: c.text, entities: c.entities, media: c.media }, { name: 'text', text: 'x', entities: [], media: [] }] }),
    preflight: () => [],
    publisher: { commit: async () => ({ kind: 'published' }) },
  };
  const rings: string[] = [];
  const desk = { orm, platforms: new PlatformRegistry([platform]), media: null as never, clock: systemClock, ids: systemIds, log, wake: { ring: (id: string) => void rings.push(id) } };
  await foundClient(desk, { name: 'c', zone: 'Europe/Kyiv', language: 'en', editorsChatId: '-1', people: [
    { telegramId: '1', name: 'A', username: 'a', language: 'en', role: 'author' }, { telegramId: '2', name: 'E', username: 'e', language: 'en', role: 'editor' }],
    accounts: [{ platform: 'telegram', name: 'ch', username: 'ch', externalId: '-100' }] });
  const em = orm.em.fork();
  const client = await em.findOneOrFail(Client, { name: 'c' });
  const author = await em.findOneOrFail(Member, { telegramId: '1' });
  const editor = await em.findOneOrFail(Member, { telegramId: '2' });
  const { postId } = await createPost(desk, { clientId: client.id, memberId: author.id, content: { text: 'hi', entities: [], media: [] }, source: 's', chatId: '1', language: 'en' });
  await submitPost(desk, { postId, memberId: author.id });
  const post = await orm.em.fork().findOneOrFail(Post, postId);
  console.log(post.number, post.state, post.version);
  await approvePost(desk, { postId, memberId: editor.id, revisionId: post.revisionId! });
  const store = new DeliveryStore(orm.em.fork().getKysely(), 60000);
  const now = new Date();
  const claimed = await store.claimDue(10, now);
  console.log(claimed.map((c) => [c.kind, c.part?.name]));
  for (const c of claimed) {
    const mark = await store.markCommitting(c, new Date());
    if (mark.kind !== 'marked') throw new Error(mark.kind);
    console.log(await store.settle(mark.claimed, { type: 'publish', receipt: { kind: 'published', url: 'x' } }, new Date()));
  }
  await editPost(desk, { postId, memberId: editor.id }, (d) => ({ ...d, content: { ...d.content, text: 'new' } })).catch((e: unknown) => console.log(e));
  console.log((await store.claimDue(10, new Date())).map((c) => [c.kind, c.part?.name]));
  await beat(desk);
  await sweep(desk);
  const { rows } = await sql`select kind, state, part, attempts, version, receipt from delivery order by seq`.execute(orm.em.fork().getKysely());
  console.log(rows);
  const events = await sql`select what, before, after from event order by id`.execute(orm.em.fork().getKysely());
  console.log(events.rows);
  await orm.close();
  await db.drop();
  expect(1).toBe(1);
});
