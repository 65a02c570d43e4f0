import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Sql } from '../../src/db/sql.js';
import { makeApproved, makeScene, type Scene } from '../support/rows.js';

export interface FullDesk extends Scene {
  readonly adminId: string;
  readonly postId: string;
  readonly number: number;
  readonly publicationId: string;
  readonly deliveryId: string;
}

/** A client that has `rows` of everything the API lists, each alike, whose texts all have the word `mark` in them. */
export async function fillDesk(db: Sql, mark: string, rows: number): Promise<FullDesk> {
  const scene = await makeScene(db, `-100${mark}`);
  const { clientId, accountId, authorId, editorId } = scene;
  const adminId = randomUUID();
  const at = new Date();
  await sql`update client set name = ${`${mark} brand`}, editors_chat_id = ${`-200${mark}`} where id = ${clientId}`.execute(
    db,
  );
  await sql`update social_account set name = ${`${mark} account`} where id = ${accountId}`.execute(db);
  await sql`update member set name = ${`${mark} person`} where id in (${authorId}, ${editorId})`.execute(db);
  await sql`insert into member (id, telegram_id, name, created_at) values (${adminId}, ${`${mark} admin`}, ${`${mark} admin`}, ${at})`.execute(
    db,
  );
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${clientId}, ${adminId}, 'admin', ${at})`.execute(db);
  await morePeopleAndAccounts(db, scene, mark, rows);
  await sql`insert into invitation (id, client_id, role, code_hash, made_by, created_at, expires_at, used_by, used_at)
    select gen_random_uuid(), ${clientId}, 'author', gen_random_uuid(), ${editorId}, now(), now(), ${authorId}, now()
    from generate_series(1, ${rows})`.execute(db);
  await sql`insert into api_token (id, client_id, member_id, name, hash, role, scopes, created_at)
    select gen_random_uuid(), ${clientId}, ${authorId}, ${mark}, repeat('0', 64), 'author', array['read'], now()
    from generate_series(1, ${rows})`.execute(db);
  let last = { postId: '', publicationId: '', parts: [''] as readonly string[] };
  for (let i = 0; i < rows; i++) {
    last = await makeApproved(db, scene, {
      dueAt: new Date(at.getTime() + (i + 1) * 3_600_000),
      texts: [`${mark} ${i}`],
    });
  }
  await whatHappened(db, scene, mark);
  const { rows: numbers } = await sql<{ number: number }>`select number from post where id = ${last.postId}`.execute(
    db,
  );
  return {
    ...scene,
    adminId,
    postId: last.postId,
    number: numbers[0]?.number ?? 0,
    publicationId: last.publicationId,
    deliveryId: last.parts[0] ?? '',
  };
}

async function morePeopleAndAccounts(db: Sql, { clientId }: Scene, mark: string, rows: number): Promise<void> {
  await sql`with m as (
      insert into member (id, telegram_id, name, created_at)
      select gen_random_uuid(), ${mark} || ' ' || n, ${mark} || ' ' || n, now() from generate_series(1, ${rows}) n returning id
    ) insert into membership (id, client_id, member_id, role, created_at)
      select gen_random_uuid(), ${clientId}, id, 'editor', now() from m`.execute(db);
  await sql`with a as (
      insert into social_account (id, client_id, platform, name, external_id, state, queue_held_at, queue_failure, created_at)
      select gen_random_uuid(), ${clientId}, 'telegram', ${mark} || ' ' || n, ${mark} || ' ' || n, 'connected', now(),
        '{"kind": "auth", "message": "gone"}'::jsonb, now()
      from generate_series(1, ${rows}) n returning id
    ) insert into rate_limit (scope, until) select 'account:' || id, now() + interval '1 hour' from a`.execute(db);
}

/** Of every post a review that waits, of every delivery an attempt with evidence, and the trail of it all. */
async function whatHappened(db: Sql, { clientId, authorId, editorId }: Scene, mark: string): Promise<void> {
  await sql`update delivery set attempts = '{known}', receipt = '{"kind": "published", "url": "https://t.me/x"}'::jsonb,
      failure = '{"kind": "outage", "message": "down"}'::jsonb where client_id = ${clientId}`.execute(db);
  await sql`insert into attempt (delivery_id, number, lease, started_at, failure)
    select id, 1, gen_random_uuid(), now(), '{"kind": "outage", "message": "down"}'::jsonb from delivery
    where client_id = ${clientId}`.execute(db);
  await sql`insert into evidence (delivery_id, source, event, pending, at)
    select id, 'member', jsonb_build_object('type', 'confirm', 'says', ${mark}::text), false, now() from delivery
    where client_id = ${clientId}`.execute(db);
  await sql`update post set revision_id = r.id, target_ids = to_jsonb(array[u.account_id])
    from revision r, publication u where r.post_id = post.id and u.post_id = post.id and post.client_id = ${clientId}`.execute(
    db,
  );
  await sql`update publication set corrected_revision_id = revision_id where client_id = ${clientId}`.execute(db);
  await sql`insert into event (client_id, post_id, member_id, what, after, at)
    select client_id, id, ${editorId}, 'post.approve', jsonb_build_object('says', ${mark}::text), now() from post
    where client_id = ${clientId}`.execute(db);
  const content = sql`jsonb_build_object('text', ${mark} || ' waits', 'entities', '[]'::jsonb, 'media', '[]'::jsonb)`;
  await sql`with p as (
      insert into post (id, client_id, author_id, state, content, zone, target_ids, created_at, updated_at)
      select gen_random_uuid(), client_id, ${authorId}, 'in_review', ${content}, 'UTC', target_ids, now(), now()
      from post where client_id = ${clientId} returning id, content
    ) insert into revision (id, post_id, number, hash, content, rendered, approvals_needed, author_id, created_at)
      select gen_random_uuid(), id, 1, 'hash', content, '{}', 1, ${authorId}, now() from p`.execute(db);
  await sql`update post set revision_id = r.id from revision r
    where r.post_id = post.id and post.state = 'in_review' and post.client_id = ${clientId}`.execute(db);
}
