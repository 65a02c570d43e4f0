import { sql } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { systemClock } from '../../src/system.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { changeOwnSettings } from '../../src/usecases/change-own-settings.js';
import { changeSettings } from '../../src/usecases/change-settings.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { inviteMember } from '../../src/usecases/invite-member.js';
import { revokeInvitation } from '../../src/usecases/revoke-invitation.js';
import { type Api, inReview, openApi, sendDue } from './api.js';
import { runAs } from './run-as.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

async function ask(query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await api.ask(query);
  expect(errors).toBeUndefined();
  return data ?? {};
}

const admin = () => ({ clientId: api.clientId, memberId: api.people.admin });

describe('the desk as an admin sees it', () => {
  test('what is set for the client and for oneself', async () => {
    await changeSettings(api.desk, { ...admin(), version: 1 }, { approvalsNeeded: 2, lateAfterMs: 15 * 60_000 });
    await changeOwnSettings(api.desk, admin(), { language: 'uk', quiet: { from: 1320, to: 420 } });
    expect(
      await ask(
        '{ settings { version approvalsNeeded lateAfterMinutes zone editorsChatId } me { settings { language zone quiet { from to } } } }',
      ),
    ).toEqual({
      settings: { version: 2, approvalsNeeded: 2, lateAfterMinutes: 15, zone: 'Europe/Kyiv', editorsChatId: '-1' },
      me: { settings: { language: 'uk', zone: null, quiet: { from: 1320, to: 420 } } },
    });
    await changeSettings(api.desk, { ...admin(), version: 2 }, { approvalsNeeded: 1 });
  });

  test('invitations by how they stand, and never their codes', async () => {
    const open = await inviteMember(api.desk, { ...admin(), role: 'editor' });
    const revoked = await inviteMember(api.desk, { ...admin(), role: 'author' });
    const expired = await inviteMember(api.desk, { ...admin(), role: 'author' });
    await revokeInvitation(api.desk, {
      clientId: api.clientId,
      invitationId: revoked.invitationId,
      memberId: api.people.admin,
    });
    await sql`update invitation set expires_at = now() - interval '1 minute' where id = ${expired.invitationId}`.execute(
      api.sql,
    );
    const data = await ask('{ invitations(first: 9) { nodes { id role state madeBy { name } usedBy { name } } } }');
    expect(data.invitations).toEqual({
      nodes: [
        { id: expired.invitationId, state: 'EXPIRED', role: 'AUTHOR', madeBy: { name: 'admin' }, usedBy: null },
        { id: revoked.invitationId, state: 'REVOKED', role: 'AUTHOR', madeBy: { name: 'admin' }, usedBy: null },
        { id: open.invitationId, state: 'OPEN', role: 'EDITOR', madeBy: { name: 'admin' }, usedBy: null },
      ],
    });
    const opened = await ask('{ invitations(first: 9, states: [OPEN]) { nodes { id } } }');
    expect(opened.invitations).toEqual({ nodes: [{ id: open.invitationId }] });
    const trail = await ask('{ events(first: 100) { nodes { what before after } } }');
    for (const { code } of [open, revoked, expired]) expect(JSON.stringify(trail)).not.toContain(code);
  });

  test('of an account why its queue stands still and what limits it, and nothing that opens it', async () => {
    await sql`update social_account set queue_held_at = now(), queue_failure = '{"kind": "auth", "message": "Revoked"}'::jsonb,
      credentials = 'sealed-secret', expires_at = '2031-02-01T00:00:00Z'`.execute(api.sql);
    await sql`insert into rate_limit (scope, until) select 'account:' || id, '2031-01-01T00:00:00Z'::timestamptz from social_account`.execute(
      api.sql,
    );
    await sql`insert into rate_limit (scope, until) values ('app:telegram', '2000-01-01T00:00:00Z')`.execute(api.sql);
    const data = await ask(
      '{ accounts(first: 1) { nodes { externalId heldAt heldFor { kind message } expiresAt limits { scope until } } } }',
    );
    expect(data.accounts).toEqual({
      nodes: [
        {
          externalId: '-1000',
          heldAt: expect.any(String),
          heldFor: { kind: 'AUTH', message: 'Revoked' },
          expiresAt: '2031-02-01T00:00:00.000Z',
          limits: [{ scope: 'ACCOUNT', until: '2031-01-01T00:00:00.000Z' }],
        },
      ],
    });
    await sql`update social_account set queue_held_at = null, queue_failure = null, credentials = null`.execute(
      api.sql,
    );
    await sql`delete from rate_limit`.execute(api.sql);
  });

  test('the health of its parts, by the names that /readyz gives them', async () => {
    const data = await ask('{ health { ready parts { name ok } } }');
    expect(data.health).toEqual({
      ready: false,
      parts: [
        { name: 'postgres', ok: true },
        { name: 'migrations', ok: true },
        { name: 'heartbeat', ok: false },
        { name: 'leaving', ok: true },
        { name: 'telegram', ok: true },
        { name: 'alarm', ok: true },
      ],
    });
  });

  test('the history of a post: each revision as it will ship, its approvals, and what happened', async () => {
    const { postId } = await inReview(api, 'first words');
    const content = { text: 'better words', entities: [{ type: 'bold', offset: 0, length: 6 }], media: [] };
    await editPost(api.desk, { postId, memberId: api.people.author }, (draft) => ({ ...draft, content }));
    const { rows } = await sql<{ id: string }>`select revision_id as id from post where id = ${postId}`.execute(
      api.sql,
    );
    await approvePost(api.desk, { postId, revisionId: rows[0]?.id ?? '', memberId: api.people.editor });
    await sendDue(api, () => 'published');
    const data = await ask(`{ post(id: "${postId}") {
      revisions(first: 5) { nodes { number text entities { type offset length } approvals { member { name } }
        targets { account { name } parts { name text } } } }
      events(first: 100) { nodes { what member { name } } }
    } deliveries(first: 1, filter: { kinds: [PART] }) { nodes { kind part state attempts { status } publication { state } } } }`);
    expect(data.post).toMatchObject({
      revisions: {
        nodes: [
          {
            number: 2,
            entities: content.entities,
            approvals: [{ member: { name: 'editor' } }],
            targets: [{ account: { name: 'Channel 0' }, parts: [{ name: 'main', text: 'better words' }] }],
          },
          { number: 1, text: 'first words', approvals: [] },
        ],
      },
      events: {
        nodes: expect.arrayContaining([
          { what: 'post.edit', member: { name: 'author' } },
          { what: 'delivery.publish', member: null },
        ]),
      },
    });
    expect(data.deliveries).toEqual({
      nodes: [
        {
          kind: 'PART',
          part: 'main',
          state: 'PUBLISHED',
          attempts: [{ status: 'KNOWN' }],
          publication: { state: 'LIVE' },
        },
      ],
    });
    const notices = await ask('{ deliveries(first: 1, filter: { kinds: [NOTICE] }) { nodes { card chatId part } } }');
    expect(notices.deliveries).toEqual({
      nodes: [{ card: expect.any(String), chatId: expect.any(String), part: null }],
    });
  });
});

test('media have a signed address where the desk is on the web, and none where it is not', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-media-'));
  try {
    const hash = 'a'.repeat(64);
    const media = [{ hash, kind: 'photo', mime: 'image/jpeg', size: 10, width: 1, height: 1, altText: 'A cup' }];
    const { postId } = await inReview(api, 'with a picture');
    await sql`update post set content = jsonb_set(content, '{media}', ${JSON.stringify(media)}::jsonb) where id = ${postId}`.execute(
      api.sql,
    );
    const address = { siteUrl: () => 'https://desk.example.com', key: () => Buffer.alloc(32, 1), clock: systemClock };
    const onWeb = { ...api.desk, media: openMediaRoom(await openDiskStore(dir), address) };
    const query = `{ post(id: "${postId}") { media { kind altText url } } }`;
    const caller = { ...admin(), role: 'admin' } as const;
    const { data } = await runAs(onWeb, caller, query);
    const [medium] = z.object({ media: z.array(z.unknown()) }).parse(data?.post).media;
    expect(medium).toEqual({
      kind: 'PHOTO',
      altText: 'A cup',
      url: expect.stringMatching(
        new RegExp(`^https://desk\\.example\\.com/media/${hash}\\.jpg\\?expires=\\d+&signature=`),
      ),
    });
    expect((await ask(query)).post).toEqual({ media: [{ kind: 'PHOTO', altText: 'A cup', url: null }] });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
