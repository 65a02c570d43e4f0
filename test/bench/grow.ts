import { sql } from 'kysely';
import type { Sql } from '../../src/db/sql.js';
import { makeApproved, type Scene } from '../support/rows.js';

/** Rows written by one statement; more of them at once only fill the server's memory. */
const BATCH = 100_000;
const MINUTE_MS = 60_000;

/** Posts per author's day, so that pages by time and by number both have something to tell apart. */
const APART_MS = MINUTE_MS;

/**
 * Adds posts that went live long ago, one a minute, each with its revision, approval, publication and delivery, until there are `count`
 * deliveries of parts. The rows are right by construction, so that the server is told not to check their references.
 */
export async function growTo(db: Sql, scene: Scene, count: number): Promise<void> {
  const one = await makeApproved(db, scene, { dueAt: new Date(Date.now() - 10 * MINUTE_MS), texts: ['long ago'] });
  await sql`update delivery set state = 'published', attempts = '{known}', receipt = ${JSON.stringify(RECEIPT)}::jsonb
    where id = ${one.parts[0]}`.execute(db);
  let there = await partsIn(db);
  while (there < count) {
    const more = Math.min(BATCH, count - there);
    await db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await copyOne(trx, one, { more, behindMs: there * APART_MS });
    });
    there += more;
  }
  // What was written just now is on the disk before anything is measured, not while it is.
  await sql`vacuum (analyze) post, revision, approval, publication, delivery, attempt`.execute(db);
  await sql`checkpoint`.execute(db);
}

const RECEIPT = { kind: 'published', remoteId: '1', url: 'https://t.me/dailybean/1' };

interface Original {
  readonly postId: string;
  readonly revisionId: string;
  readonly publicationId: string;
  readonly parts: readonly string[];
}

async function copyOne(
  db: Sql,
  { postId, revisionId, publicationId, parts }: Original,
  { more, behindMs }: { more: number; behindMs: number },
): Promise<void> {
  const back = (column: string) => sql`${sql.ref(column)} - (${behindMs} + n * ${APART_MS}) * interval '1 millisecond'`;
  await sql`create temporary table copy on commit drop as
    select n, gen_random_uuid() as post, gen_random_uuid() as revision, gen_random_uuid() as publication
    from generate_series(1::bigint, ${more}) n`.execute(db);
  await sql`insert into post (id, client_id, author_id, state, content, zone, revision_id, due_at, created_at, updated_at)
    select c.post, o.client_id, o.author_id, o.state, o.content, o.zone, c.revision, ${back('o.created_at')},
      ${back('o.created_at')}, ${back('o.updated_at')} from copy c, post o where o.id = ${postId} order by n`.execute(
    db,
  );
  await sql`insert into revision (id, post_id, number, hash, content, rendered, approvals_needed, author_id, created_at)
    select c.revision, c.post, 1, o.hash, o.content, o.rendered, 1, o.author_id, ${back('o.created_at')}
    from copy c, revision o where o.id = ${revisionId} order by n`.execute(db);
  await sql`insert into approval (id, revision_id, member_id, hash, created_at)
    select gen_random_uuid(), c.revision, o.member_id, o.hash, ${back('o.created_at')}
    from copy c, approval o where o.revision_id = ${revisionId} order by n`.execute(db);
  await sql`insert into publication (id, client_id, post_id, account_id, revision_id, due_at, zone, created_at)
    select c.publication, o.client_id, c.post, o.account_id, c.revision, ${back('o.due_at')}, o.zone, ${back('o.created_at')}
    from copy c, publication o where o.id = ${publicationId} order by n`.execute(db);
  await sql`insert into delivery (kind, client_id, publication_id, account_id, revision_id, part, ordinal, state, attempts, receipt,
      due_at, give_up_at, created_at, updated_at)
    select o.kind, o.client_id, c.publication, o.account_id, c.revision, o.part, o.ordinal, o.state, o.attempts, o.receipt,
      ${back('o.due_at')}, ${back('o.give_up_at')}, ${back('o.created_at')}, ${back('o.updated_at')}
    from copy c, delivery o where o.id = ${parts[0]} order by n`.execute(db);
}

async function partsIn(db: Sql): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int from delivery where kind = 'part'`.execute(db);
  return rows[0]?.count ?? 0;
}
