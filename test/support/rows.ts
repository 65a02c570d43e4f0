import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Sql } from '../../src/db/sql.js';
import { contentHash, type RenderedByAccount, type RenderedPart } from '../../src/domain/content.js';

export interface Scene {
  readonly clientId: string;
  readonly accountId: string;
  readonly authorId: string;
  readonly editorId: string;
}

/** A client with an author, an editor and one Telegram channel, written straight into the tables. */
export async function makeScene(db: Sql, channel = '-100500'): Promise<Scene> {
  const scene = { clientId: randomUUID(), accountId: randomUUID(), authorId: randomUUID(), editorId: randomUUID() };
  const at = new Date();
  await sql`insert into client (id, name, zone, language, created_at) values (${scene.clientId}, 'Daily Bean', 'Europe/Kyiv', 'en', ${at})`.execute(
    db,
  );
  for (const [id, role] of [
    [scene.authorId, 'author'],
    [scene.editorId, 'editor'],
  ]) {
    await sql`insert into member (id, telegram_id, name, created_at) values (${id}, ${randomUUID()}, ${role}, ${at})`.execute(
      db,
    );
    await sql`insert into membership (id, client_id, member_id, role, created_at)
      values (${randomUUID()}, ${scene.clientId}, ${id}, ${role}, ${at})`.execute(db);
  }
  await sql`insert into social_account (id, client_id, platform, name, username, external_id, state, created_at)
    values (${scene.accountId}, ${scene.clientId}, 'telegram', 'Daily Bean', 'dailybean', ${channel}, 'connected', ${at})`.execute(
    db,
  );
  return scene;
}

export interface ApprovedPost {
  readonly postId: string;
  readonly revisionId: string;
  readonly publicationId: string;
  /** Delivery ids of its parts, in order. */
  readonly parts: readonly string[];
}

interface Wanted {
  readonly dueAt: Date;
  /** Text of each part. */
  readonly texts: readonly string[];
  /** Instead of those, as a network rendered them. */
  readonly parts?: readonly RenderedPart[];
}

/** An approved post with one publication. */
export async function makeApproved(
  db: Sql,
  scene: Scene,
  { dueAt, texts, parts: given }: Wanted,
): Promise<ApprovedPost> {
  const { clientId, accountId, authorId, editorId } = scene;
  const [postId, revisionId, publicationId] = [randomUUID(), randomUUID(), randomUUID()];
  const at = new Date();
  const parts =
    given ?? texts.map((text, i) => ({ name: i === 0 ? 'main' : `part${i}`, text, entities: [], media: [] }));
  const rendered: RenderedByAccount = { [accountId]: { parts } };
  const content = JSON.stringify({ text: texts.join('\n'), entities: [], media: [] });
  const hash = contentHash(rendered);
  await sql`insert into post (id, client_id, author_id, state, content, zone, created_at, updated_at)
    values (${postId}, ${clientId}, ${authorId}, 'approved', ${content}::jsonb, 'Europe/Kyiv', ${at}, ${at})`.execute(
    db,
  );
  await sql`insert into revision (id, post_id, number, hash, content, rendered, approvals_needed, author_id, created_at)
    values (${revisionId}, ${postId}, 1, ${hash}, ${content}::jsonb, ${JSON.stringify(rendered)}::jsonb, 1, ${authorId}, ${at})`.execute(
    db,
  );
  await sql`insert into approval (id, revision_id, member_id, hash, created_at)
    values (${randomUUID()}, ${revisionId}, ${editorId}, ${hash}, ${at})`.execute(db);
  await sql`insert into publication (id, client_id, post_id, account_id, revision_id, due_at, zone, created_at)
    values (${publicationId}, ${clientId}, ${postId}, ${accountId}, ${revisionId}, ${dueAt}, 'Europe/Kyiv', ${at})`.execute(
    db,
  );
  const giveUpAt = new Date(dueAt.getTime() + 86_400_000);
  const ids: string[] = [];
  for (const [ordinal, { name }] of parts.entries()) {
    const id = randomUUID();
    ids.push(id);
    await sql`insert into delivery (id, kind, client_id, publication_id, account_id, revision_id, part, ordinal, state, due_at, give_up_at,
        created_at, updated_at)
      values (${id}, 'part', ${clientId}, ${publicationId}, ${accountId}, ${revisionId}, ${name}, ${ordinal}, 'scheduled', ${dueAt},
        ${giveUpAt}, ${at}, ${at})`.execute(db);
  }
  return { postId, revisionId, publicationId, parts: ids };
}

export async function addAdmin(db: Sql, clientId: string): Promise<string> {
  const id = randomUUID();
  await sql`insert into member (id, telegram_id, name, created_at) values (${id}, ${randomUUID()}, 'Ada', now())`.execute(
    db,
  );
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${clientId}, ${id}, 'admin', now())`.execute(db);
  return id;
}
