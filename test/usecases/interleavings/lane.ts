import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Claimed } from '../../../src/db/claimed.js';
import type { PostState, Role } from '../../../src/domain/post.js';
import type { AttemptStatus, DeliveryState } from '../../../src/domain/delivery.js';
import type { Desk } from '../../../src/usecases/desk.js';
import { createPost } from '../../../src/usecases/create-post.js';
import { type DeskParts, openDeskParts } from '../../support/desk-parts.js';
import { LeavingOracle } from '../../support/leaving-oracle.js';
import { type Chance, seededChance } from '../../support/seeded-chance.js';
import { openToyNetwork } from '../../support/toy-network.js';

const LATE_AFTER_MS = 1_800_000;
const POSTS = 3;

export interface LanePost {
  readonly id: string;
  /** What it says now. */
  text: string;
  dueMs: number | null;
}

export interface LaneRow {
  readonly id: string;
  readonly kind: 'part' | 'edit';
  readonly post_id: string;
  readonly publication_id: string;
  readonly ordinal: number;
  readonly version: number;
  readonly state: DeliveryState;
  readonly attempts: readonly AttemptStatus[];
}

export interface LaneState {
  readonly id: string;
  readonly state: PostState;
  readonly revisionId: string | null;
}

/** A desk on a database of its own, with its own clock and chance: what happens in it depends on its seed alone. */
export interface Lane extends AsyncDisposable {
  readonly parts: DeskParts;
  readonly desk: Desk;
  readonly chance: Chance;
  readonly oracle: LeavingOracle;
  readonly posts: readonly LanePost[];
  readonly members: readonly string[];
  /** What each of the two workers has in its hands. */
  readonly workers: (Claimed | null)[];
  nowMs: number;
  frozenAtMs: number | null;
  /** What the oracle found. */
  wrong: string | null;
  marks: number;
  newText(): string;
  /** Another post takes the place of one that has run its course. */
  renew(post: LanePost): Promise<void>;
  rows(): Promise<LaneRow[]>;
  states(): Promise<ReadonlyMap<string, LaneState>>;
  /** Whatever has become live since makes what follows it due. */
  planFollowers(): Promise<void>;
}

export async function openLane(seed: number): Promise<Lane> {
  const chance = seededChance(seed);
  const parts = await openDeskParts([openToyNetwork({ id: 'telegram', name: 'Toy' }).platform]);
  const { clientId, authorId, editorId } = parts.scene;
  const policy = {
    approvalsNeeded: 1 + chance.below(2),
    authorsMayApproveOwn: chance.next() < 0.3,
    soleEditorMayGo: false,
  };
  await sql`update client set approvals_needed = ${policy.approvalsNeeded}, authors_may_approve_own = ${policy.authorsMayApproveOwn},
    sole_editor_may_go = false, late_after_ms = ${LATE_AFTER_MS} where id = ${clientId}`.execute(parts.db.sql);
  const oracle = new LeavingOracle(policy, LATE_AFTER_MS);
  const adminId = await addMember(parts, 'admin');
  for (const id of [editorId, parts.otherEditorId, adminId]) oracle.roleOf(id, true);
  let texts = 0;
  const live = new Set<string>();
  const posts: LanePost[] = [];
  const lane: Lane = {
    parts,
    desk: { ...parts.desk, clock: { ...parts.desk.clock, now: () => new Date(lane.nowMs) } },
    chance,
    oracle,
    posts,
    members: [authorId, editorId, parts.otherEditorId, adminId],
    workers: [null, null],
    nowMs: Date.parse('2026-03-01T12:00:00Z'),
    frozenAtMs: null,
    wrong: null,
    marks: 0,
    newText: () => `t${(texts += 1)}${chance.next() < 0.4 ? `\nt${texts} more` : ''}`,
    async renew(post) {
      posts.splice(posts.indexOf(post), 1, await addPost(lane));
    },
    rows: () => rowsOf(parts, clientId),
    states: () => statesOf(parts, clientId),
    async planFollowers() {
      const rows = await lane.rows();
      for (const first of rows) {
        if (first.state !== 'published' || live.has(first.id)) continue;
        live.add(first.id);
        const later = rows.filter((row) => row.publication_id === first.publication_id && row.ordinal > first.ordinal);
        for (const { id } of later) oracle.planned(id, lane.nowMs);
      }
    },
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
  for (let n = 0; n < POSTS; n++) posts.push(await addPost(lane));
  return lane;
}

async function rowsOf({ db }: DeskParts, clientId: string): Promise<LaneRow[]> {
  const { rows } = await sql<LaneRow>`
    select d.id, d.kind, u.post_id, d.publication_id, d.ordinal, d.version, d.state, d.attempts
    from delivery d join publication u on u.id = d.publication_id where d.client_id = ${clientId} order by d.seq`.execute(
    db.sql,
  );
  return rows;
}

async function statesOf({ db }: DeskParts, clientId: string): Promise<Map<string, LaneState>> {
  const { rows } = await sql<LaneState>`select id, state, revision_id as "revisionId" from post
    where client_id = ${clientId}`.execute(db.sql);
  return new Map(rows.map((row) => [row.id, row]));
}

async function addPost(lane: Lane): Promise<LanePost> {
  const { clientId, authorId: memberId } = lane.parts.scene;
  const text = lane.newText();
  const content = { text, entities: [], media: [] };
  const wanted = { clientId, memberId, content, source: `tg:1:${randomUUID()}`, chatId: '1', language: 'en' };
  const { postId } = await createPost(lane.desk, wanted);
  return { id: postId, text, dueMs: null };
}

async function addMember({ db, scene }: DeskParts, role: Role): Promise<string> {
  const id = randomUUID();
  await sql`insert into member (id, telegram_id, name, created_at) values (${id}, ${randomUUID()}, 'more', now())`.execute(
    db.sql,
  );
  await sql`insert into membership (id, client_id, member_id, role, created_at)
    values (${randomUUID()}, ${scene.clientId}, ${id}, ${role}, now())`.execute(db.sql);
  return id;
}

/** Contents are told apart by the first word of what is sent. */
export function nameOf(text: string): string {
  return text.split(/[\s]/)[0] ?? text;
}
