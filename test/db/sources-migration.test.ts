import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createOrm } from '../../src/db/orm.js';
import { createEmptyDatabase } from '../support/empty-database.js';
import { quietLog } from '../support/log.js';

test('posts from before know the message that they were made of', async () => {
  const database = await createEmptyDatabase();
  const orm = await createOrm(database.url, quietLog);
  try {
    await orm.migrator.up({ to: '0002-time' });
    const db = orm.em.fork().getKysely();
    const [clientId, authorId, postId] = [randomUUID(), randomUUID(), randomUUID()];
    await sql`insert into client (id, name, zone, language, created_at) values (${clientId}, 'Daily Bean', 'UTC', 'en', now())`.execute(
      db,
    );
    await sql`insert into member (id, telegram_id, name, created_at) values (${authorId}, '11', 'Olena', now())`.execute(
      db,
    );
    const content = { text: 'Cups', entities: [], media: [{ hash: 'a', kind: 'photo', width: 1, height: 1 }] };
    for (const [id, source] of [
      [postId, 'tg:11:42'],
      [randomUUID(), 'api:tg:11:43'],
    ]) {
      await sql`insert into post (id, client_id, author_id, state, content, zone, source, created_at, updated_at)
        values (${id}, ${clientId}, ${authorId}, 'draft', ${JSON.stringify(content)}::jsonb, 'UTC', ${source},
          now(), now())`.execute(db);
    }
    await orm.migrator.up();
    const { rows } =
      await sql`select chat_id, message_id, post_id, batch, reply, words, medium from source_message`.execute(db);
    expect(rows).toEqual([
      {
        chat_id: '11',
        message_id: 42,
        post_id: postId,
        batch: 42,
        reply: false,
        words: { text: 'Cups', entities: [] },
        medium: 'a',
      },
    ]);
  } finally {
    await orm.close(true);
    await database.drop();
  }
});
