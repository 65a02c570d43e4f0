import { sql } from 'kysely';
import { Membership } from '../../../src/db/entities/member.js';
import { Post } from '../../../src/db/entities/post.js';
import { approvalsOf } from '../../../src/db/may-leave-sql.js';
import { isEditor, type PostState, type Role } from '../../../src/domain/post.js';
import { Refusal } from '../../../src/domain/refusal.js';
import { approvePost } from '../../../src/usecases/approve-post.js';
import { lockPost } from '../../../src/usecases/change-post.js';
import { declinePost } from '../../../src/usecases/decline-post.js';
import { transact } from '../../../src/usecases/desk.js';
import { editPost } from '../../../src/usecases/edit-post.js';
import { freezeClient } from '../../../src/usecases/freeze-client.js';
import { resolveUnknown, retryDelivery } from '../../../src/usecases/resolve-unknown.js';
import { resumeClient } from '../../../src/usecases/resume-client.js';
import { schedulePost } from '../../../src/usecases/schedule-post.js';
import { type PlainStep, stepPost } from '../../../src/usecases/step-post.js';
import { submitPost } from '../../../src/usecases/submit-post.js';
import { takeBackPublications } from '../../../src/usecases/take-back-publications.js';
import { unpublish } from '../../../src/usecases/unpublish.js';
import { type Lane, type LanePost, nameOf } from './lane.js';

/** What people do, each by the use case that the bot calls; a `Refusal` is a move too. False where there was nothing to do it to. */
export type LaneMove = (lane: Lane) => Promise<boolean>;

type Act = (lane: Lane, post: LanePost, request: { postId: string; memberId: string }) => Promise<void>;

/** Mostly of posts in a state where it makes sense, sometimes of any. */
function onPost(states: readonly PostState[], act: Act): LaneMove {
  return async (lane) => {
    const now = await lane.states();
    const fit = lane.posts.filter(({ id }) => states.includes(now.get(id)?.state ?? 'archived'));
    const from = lane.chance.next() < 0.1 ? lane.posts : fit;
    if (from.length === 0) return false;
    const post = lane.chance.pick(from);
    await act(lane, post, { postId: post.id, memberId: lane.chance.pick(lane.members) });
    return true;
  };
}

async function stateOf(lane: Lane, postId: string) {
  const found = (await lane.states()).get(postId);
  if (!found) throw new Error(`No post ${postId}`);
  return found;
}

/** What waits of an approved post goes at the time that people gave it. */
async function planWaiting(lane: Lane, post: LanePost): Promise<void> {
  const waiting = (await lane.rows()).filter(
    (row) => row.post_id === post.id && row.kind === 'part' && row.state === 'scheduled',
  );
  for (const { id, attempts } of waiting) {
    if (!attempts.includes('open')) lane.oracle.planned(id, post.dueMs ?? lane.nowMs);
  }
}

const change: Act = async (lane, post, request) => {
  const text = lane.newText();
  const { state } = await stateOf(lane, post.id);
  await editPost(lane.desk, request, (draft) => ({ ...draft, content: { text, entities: [], media: [] } }));
  post.text = text;
  if (state === 'approved') lane.oracle.takenBack(post.id);
  if (state === 'approved' || state === 'in_review') lane.oracle.submitted(post.id, nameOf(text), request.memberId);
};

const edit = onPost(['in_review', 'approved'], change);

/** Under new words, so that each review has its own name. */
const submit = onPost(['draft', 'changes_requested'], async (lane, post, request) => {
  await change(lane, post, request);
  try {
    await submitPost(lane.desk, request);
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'has_left') return lane.renew(post);
    throw thrown;
  }
  lane.oracle.submitted(post.id, nameOf(post.text), request.memberId);
});

const approve = onPost(['in_review'], async (lane, post, request) => {
  const { revisionId } = await stateOf(lane, post.id);
  if (revisionId === null) return;
  const { approvals, needed } = await approvePost(lane.desk, { ...request, revisionId });
  lane.oracle.approved(request.memberId, nameOf(post.text));
  if (approvals >= needed) await planWaiting(lane, post);
});

const decline = onPost(['in_review'], async (lane, post, request) => {
  const { revisionId } = await stateOf(lane, post.id);
  if (revisionId === null) return;
  await declinePost(lane.desk, { ...request, revisionId }, lane.chance.pick(['request_changes', 'reject']), 'No');
  lane.oracle.withdrawn(post.id);
});

function step(name: PlainStep, from: PostState): LaneMove {
  return onPost([from], async (lane, post, request) => {
    const before = await stateOf(lane, post.id);
    await stepPost(lane.desk, request, name);
    if (before.state === 'approved' && name === 'cancel') lane.oracle.takenBack(post.id);
    lane.oracle.withdrawn(post.id);
  });
}

const reschedule = onPost(['draft', 'in_review', 'approved'], async (lane, post, request) => {
  const dueMs = lane.nowMs + lane.chance.below(4) * 60_000;
  const { state } = await stateOf(lane, post.id);
  await schedulePost(lane.desk, request, new Date(dueMs));
  post.dueMs = dueMs;
  if (state !== 'approved') return;
  const rows = (await lane.rows()).filter((row) => row.post_id === post.id && row.kind === 'part');
  const begun = new Set(rows.filter(hasLeft).map((row) => row.publication_id));
  for (const row of rows)
    if (row.state === 'scheduled' && !begun.has(row.publication_id)) lane.oracle.planned(row.id, dueMs);
});

function hasLeft({ attempts }: { attempts: readonly string[] }): boolean {
  return attempts.includes('open') || attempts.includes('known');
}

/** A frozen desk is resumed sooner than another one is frozen, so that things leave. */
const freeze: LaneMove = async (lane) => {
  if (lane.frozenAtMs === null && lane.chance.next() < 0.8) return false;
  const request = { clientId: lane.parts.scene.clientId, memberId: lane.chance.pick(lane.members), chatId: '1' };
  if (lane.frozenAtMs === null) {
    if (await freezeClient(lane.desk, request)) lane.frozenAtMs = lane.nowMs;
  } else {
    await resumeClient(lane.desk, { ...request, frozenAtS: Math.floor(lane.frozenAtMs / 1000) }, 'choose');
    lane.frozenAtMs = null;
  }
  lane.oracle.frozen(lane.frozenAtMs !== null);
  return true;
};

const ROLES: readonly (Role | null)[] = ['author', 'editor', 'editor', 'admin', null];

/** As removing a member does: posts first, then the membership; what loses an approval that it needs is taken back with it. */
const changeMember: LaneMove = async (lane) => {
  const memberId = lane.chance.pick(lane.members);
  const role = lane.chance.pick(ROLES);
  const { clientId } = lane.parts.scene;
  await transact(lane.desk, async (tx) => {
    const approved = lane.posts.map(({ id }) => id).toSorted();
    for (const id of approved) await lockPost(tx, id);
    const removedAt = role === null ? tx.now : null;
    await tx.em.nativeUpdate(Membership, { clientId, memberId }, { removedAt, ...(role && { role }) });
    for (const id of approved) {
      const post = await tx.em.findOneOrFail(Post, id);
      if (post.state !== 'approved' || !post.revisionId) continue;
      const { approvals, needed } = await approvalsOf(tx.sql, post.revisionId);
      if (approvals >= needed) continue;
      await takeBackPublications(tx, post, memberId, 'whole');
      post.state = 'in_review';
      lane.oracle.takenBack(id);
    }
  });
  lane.oracle.roleOf(memberId, role !== null && isEditor(role));
  return true;
};

/** A person decides about what waits for one. */
const decide: LaneMove = async (lane) => {
  const asking = (await lane.rows()).filter(({ state }) => ['unknown', 'left', 'failed', 'held'].includes(state));
  if (asking.length === 0) return false;
  const row = lane.chance.pick(asking);
  const request = { deliveryId: row.id, version: row.version, memberId: lane.chance.pick(lane.members) };
  const isLost = row.kind === 'part' && (row.state === 'unknown' || row.state === 'left');
  if (isLost && lane.chance.next() < 0.5) {
    const is = lane.chance.next() < 0.5 ? ({ is: 'there', url: null } as const) : ({ is: 'left_alone' } as const);
    await resolveUnknown(lane.desk, request, is);
    await lane.planFollowers();
    return true;
  }
  await (isLost ? resolveUnknown(lane.desk, request, { is: 'not_there' }) : retryDelivery(lane.desk, request));
  lane.oracle.sendAgain(row.id, row.post_id);
  lane.oracle.planned(row.id, lane.nowMs);
  return true;
};

const takeDown = onPost(['approved', 'in_review', 'draft'], (lane, _post, request) =>
  unpublish(lane.desk, request, null),
);

const tick: LaneMove = async (lane) => {
  lane.nowMs += lane.chance.pick([20_000, 60_000, 300_000]);
  return true;
};

export const PEOPLE: Readonly<Record<string, LaneMove>> = {
  edit,
  submit,
  approve,
  decline,
  move: reschedule,
  freeze,
  changeMember,
  decide,
  takeDown,
  tick,
  withdraw: step('withdraw', 'in_review'),
  cancel: step('cancel', 'approved'),
  reopen: step('reopen', 'rejected'),
  archive: step('archive', 'draft'),
  restore: step('restore', 'archived'),
};

/** Guards that are switched off by undoing, after every step, what they did. */
export const BENDS = {
  'a freeze does not hold': (lane: Lane) => sql`update client set frozen_at = null`.execute(lane.parts.db.sql),
  'nobody is asked': (lane: Lane) => sql`update revision set approvals_needed = 0`.execute(lane.parts.db.sql),
  'what was taken back goes all the same': (lane: Lane) =>
    sql`update delivery set state = 'scheduled' where kind = 'part' and state = 'cancelled'`.execute(lane.parts.db.sql),
} as const;
