import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { type FullDesk, fillDesk } from './full-desk.js';
import { type Caller, runAs } from './run-as.js';

let it: DeskParts;
let full: FullDesk;
let author: Caller;
/** A post of the editor, with its revision and publication. */
let others: { postId: string; number: number; publicationId: string };
beforeAll(async () => {
  it = await openDeskParts();
  full = await fillDesk(it.db.sql, '111', 2);
  author = { memberId: full.authorId, clientId: full.clientId, role: 'author' };
  const { rows } = await sql<typeof others>`
    with p as (update post set author_id = ${full.editorId} where id = ${full.postId} returning id, number)
    select p.id as "postId", p.number, u.id as "publicationId" from p join publication u on u.post_id = p.id`.execute(
    it.db.sql,
  );
  others = rows[0] ?? { postId: '', number: 0, publicationId: '' };
});
afterAll(() => it[Symbol.asyncDispose]());

test('an author finds their own posts and publications, and no others', async () => {
  const { data } = await runAs(
    it.desk,
    author,
    `{ posts(first: 100) { nodes { author { name } id } } reviews(first: 100) { nodes { id } }
       publications(first: 100) { nodes { id post { id } revision { id } } }
       post(id: "${others.postId}") { id } numbered: post(number: ${others.number}) { id }
       publication(id: "${others.publicationId}") { id } }`,
  );
  expect(data).toMatchObject({ post: null, numbered: null, publication: null });
  expect(data?.posts).toMatchObject({ nodes: { length: 3 } });
  expect(data?.reviews).toMatchObject({ nodes: { length: 2 } });
  expect(data?.publications).toMatchObject({ nodes: { length: 1 } });
  expect(JSON.stringify(data)).not.toContain(others.postId);
});

test('an editor finds everybody’s', async () => {
  const editor = { ...author, memberId: full.editorId, role: 'editor' } as const;
  const { data } = await runAs(
    it.desk,
    editor,
    `{ posts(first: 100) { nodes { id } } post(id: "${others.postId}") { id } }`,
  );
  expect(data).toMatchObject({ posts: { nodes: { length: 4 } }, post: { id: others.postId } });
});

test('the queue shows an author the first words of everybody’s, as /queue does, and the publications of their own', async () => {
  const { data, errors } = await runAs(
    it.desk,
    author,
    '{ queue(first: 100) { nodes { number words account { name } publication { id post { number } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data?.queue).toMatchObject({
    nodes: [
      { words: '111 0', account: { name: '111 account' }, publication: { post: {} } },
      { number: others.number, words: '111 1', account: { name: '111 account' }, publication: null },
    ],
  });
});

test('a token that may only be an author’s makes an admin an author', async () => {
  const capped = { ...it.desk, roleAtMost: 'author' } as const;
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    select gen_random_uuid(), c.id, ${full.adminId}, 'admin', now() from client c where c.id <> ${full.clientId}`.execute(
    it.db.sql,
  );
  const { rows } = await sql<{ id: string }>`select id from client where id <> ${full.clientId}`.execute(it.db.sql);
  const admin = { memberId: full.adminId, clientId: full.clientId, role: 'author' } as const;
  const query = `{ events(first: 1, clientId: "${rows[0]?.id}") { nodes { what } } }`;
  expect((await runAs(capped, admin, query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect((await runAs(it.desk, admin, query)).errors).toBeUndefined();
});
