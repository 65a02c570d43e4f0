import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Sql } from '../../src/db/sql.js';
import { makeApproved, makeScene, type Scene } from '../support/rows.js';

interface Many {
  readonly count: number;
  /** Of the first one; each of the others is due so much later than the one before it. */
  readonly dueAt: Date;
  readonly apartMs?: number;
  /** Each has a card in its author's chat, shown already. */
  readonly cards?: boolean;
}

/** A client of its own, in which nothing is due yet. */
export function makeBenchScene(db: Sql): Promise<Scene> {
  return makeScene(db, String(-Math.floor(Math.random() * 1e9)));
}

/** Copies one approved post, with all its rows, so often; written by the server itself, for it would take long otherwise. */
export async function makeManyApproved(db: Sql, scene: Scene, many: Many): Promise<void> {
  const { count, dueAt, apartMs = 0, cards = false } = many;
  const one = await makeApproved(db, scene, { dueAt, texts: [`bench ${randomUUID()}`] });
  await sql`
    with copies as (select gen_random_uuid() as post, gen_random_uuid() as revision, gen_random_uuid() as publication,
        ${dueAt}::timestamptz + n * ${apartMs} * interval '1 millisecond' as due_at
      from generate_series(1, ${count - 1}) n),
    posts as (insert into post (id, client_id, author_id, state, content, zone, created_at, updated_at)
      select c.post, p.client_id, p.author_id, p.state, p.content, p.zone, p.created_at, p.updated_at
      from copies c, post p where p.id = ${one.postId}),
    revisions as (insert into revision (id, post_id, number, hash, content, rendered, approvals_needed, author_id, created_at)
      select c.revision, c.post, 1, r.hash, r.content, r.rendered, 1, r.author_id, r.created_at
      from copies c, revision r where r.id = ${one.revisionId}),
    approvals as (insert into approval (id, revision_id, member_id, hash, created_at)
      select gen_random_uuid(), c.revision, a.member_id, a.hash, a.created_at
      from copies c, approval a where a.revision_id = ${one.revisionId}),
    publications as (insert into publication (id, client_id, post_id, account_id, revision_id, due_at, zone, created_at)
      select c.publication, u.client_id, c.post, u.account_id, c.revision, c.due_at, u.zone, u.created_at
      from copies c, publication u where u.id = ${one.publicationId})
    insert into delivery (kind, client_id, publication_id, account_id, revision_id, part, ordinal, state, due_at, give_up_at,
        created_at, updated_at)
    select d.kind, d.client_id, c.publication, d.account_id, c.revision, d.part, d.ordinal, d.state, c.due_at,
      c.due_at + interval '1 day', d.created_at, d.updated_at
    from copies c, delivery d where d.id = ${one.parts[0]}`.execute(db);
  if (cards) await makeCards(db, scene);
  await sql`analyze`.execute(db);
}

async function makeCards(db: Sql, { clientId }: Scene): Promise<void> {
  await sql`insert into card (id, client_id, kind, subject_id, post_id, chat_id, language, message_id, created_at)
    select gen_random_uuid(), p.client_id, 'post', p.id, p.id, m.telegram_id, 'en', p.number::text, p.created_at
    from post p join member m on m.id = p.author_id where p.client_id = ${clientId}`.execute(db);
}
