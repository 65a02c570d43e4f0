import type { DeliveryEvent } from '../../../src/domain/delivery.js';
import { mayFollow } from '../../../src/domain/may-leave.js';
import type { Actor, PostStepName, Role } from '../../../src/domain/post.js';
import { type Chance } from '../../support/seeded-chance.js';
import { POST, type PureDesk, type Row } from './desk.js';

/** Does one thing, if it is possible; false where it was refused. */
type Move = (desk: PureDesk, chance: Chance) => boolean;

const MEMBERS = ['ann', 'bob', 'eve', 'joe'] as const;
const ROLES: readonly (Role | null)[] = ['author', 'editor', 'editor', 'admin', null];
const FAILURE = { kind: 'outage', message: '' } as const;

function byMember(name: PostStepName, act: (desk: PureDesk, actor: Actor, chance: Chance) => boolean): Move {
  return (desk, chance) => {
    const actor = desk.actor(chance.pick(MEMBERS));
    return actor !== null && desk.rules.postStep(desk, name, actor).ok && act(desk, actor, chance);
  };
}

function plain(name: PostStepName, to: 'draft' | 'archived' | 'changes_requested' | 'rejected'): Move {
  return byMember(name, (desk) => {
    if (desk.state === 'approved' && !desk.takeBack(true)) return false;
    desk.state = to;
    desk.oracle.withdrawn(POST);
    return true;
  });
}

const edit = byMember('edit', (desk, actor) => {
  const reviewed = desk.state === 'in_review' || desk.state === 'approved';
  if (desk.state === 'approved' && !desk.takeBack(false)) return false;
  desk.text = desk.newText();
  if (reviewed) desk.openReview(actor);
  return true;
});

const submit = byMember('submit', (desk, actor) => {
  desk.text = desk.newText();
  desk.openReview(actor);
  return true;
});

const approve = byMember('approve', (desk, actor) => {
  const { revision } = desk;
  if (!revision || revision.approvals.has(actor.memberId)) return false;
  if (!desk.rules.mayApprove(desk.policy, revision, actor)) return false;
  revision.approvals.add(actor.memberId);
  desk.oracle.approved(actor.memberId, revision.text);
  if (desk.approvalsOf(revision) < revision.needed) return true;
  desk.state = 'approved';
  desk.bind();
  return true;
});

/** Of what is approved it moves what waits, where nothing of it is under way or has left. */
const reschedule = byMember('schedule', (desk, _actor, chance) => {
  const atMs = desk.nowMs + chance.below(5) * 600_000;
  if (desk.state !== 'approved') {
    desk.dueMs = atMs;
    return true;
  }
  if (desk.rows.some(({ d }) => d.state === 'publishing')) return false;
  const moved = desk.rows.filter(
    (row) => !desk.hasLeft(row.account) && desk.apply(row, { type: 'move', at: new Date(atMs) }),
  );
  for (const row of moved) desk.oracle.planned(row.name, atMs);
  if (moved.length > 0) desk.dueMs = atMs;
  return moved.length > 0;
});

/** Who loses the right takes back what needed it. */
const changeMember: Move = (desk, chance) => {
  desk.setRole(chance.pick(MEMBERS), chance.pick(ROLES));
  const { revision, state } = desk;
  if (state === 'approved' && revision && desk.approvalsOf(revision) < revision.needed && desk.takeBack(false)) {
    desk.state = 'in_review';
  }
  return true;
};

const freeze: Move = (desk) => {
  desk.frozen = !desk.frozen;
  desk.oracle.frozen(desk.frozen);
  return true;
};

const tick: Move = (desk, chance) => {
  desk.nowMs += chance.pick([10_000, 300_000, 900_000]);
  return true;
};

function onRow(act: (desk: PureDesk, row: Row, chance: Chance) => boolean): Move {
  return (desk, chance) => desk.rows.length > 0 && act(desk, chance.pick(desk.rows), chance);
}

const claim = onRow((desk, row) => {
  const waits = row.d.state === 'scheduled' || row.d.state === 'waiting';
  if (!waits || desk.rules.atClaim(desk.factsOf(row)) !== null || !desk.apply(row, { type: 'claim' })) return false;
  row.carried = row.revision.text;
  return true;
});

/** From here on it may leave at any moment, so this is what is judged. */
const mark = onRow((desk, row) => {
  if (row.d.state !== 'publishing' || row.d.committing !== null || row.carried === null) return false;
  if (desk.rules.atMark(desk.factsOf(row)) !== null) return desk.apply(row, { type: 'release' });
  const first = !desk.hasLeft(row.account);
  if (!desk.apply(row, { type: 'mark' })) return false;
  const { name: what, carried: text } = row;
  desk.wrong ??= desk.oracle.judge({ what, post: POST, text: text ?? '', nowMs: desk.nowMs, first });
  return true;
});

const settle = onRow((desk, row, chance) => {
  if (row.d.state !== 'publishing') return false;
  const later = new Date(desk.nowMs + chance.below(3) * 300_000);
  const answers: DeliveryEvent[] = [
    { type: 'publish', receipt: { kind: 'published' } },
    { type: 'lose', failure: FAILURE },
    { type: 'fail', failure: FAILURE },
    { type: 'wait', until: later },
    { type: 'retry', at: later, failure: FAILURE },
    { type: 'release', lapsed: true },
  ];
  const event = chance.pick(answers);
  if (!desk.apply(row, event)) return false;
  if (event.type === 'wait' || event.type === 'retry') desk.oracle.planned(row.name, later.getTime());
  return true;
});

const holdLate = onRow(
  (desk, row) => !desk.frozen && desk.rules.atClaim(desk.factsOf(row)) === 'late' && desk.apply(row, { type: 'hold' }),
);

/** "Send again", "try again", "send now": a person's tap, for what is still approved and is not without its first part. */
const again = onRow((desk, row) => {
  const first = desk.rows.find((one) => one.account === row.account && one.place === 0);
  if (desk.approvalsOf(row.revision) < row.revision.needed || (row.place > 0 && first && !mayFollow(first.d)))
    return false;
  const event = { unknown: 'resend', left: 'resend', failed: 'reopen', held: 'move' } as const;
  const type = Object.entries(event).find(([state]) => state === row.d.state)?.[1];
  if (!type || !desk.apply(row, { type, at: desk.now })) return false;
  desk.oracle.sendAgain(row.name, POST);
  desk.oracle.planned(row.name, desk.nowMs);
  return true;
});

const learn = onRow((desk, row, chance) => {
  const attempt = row.d.attempts.indexOf('open') + 1;
  if (attempt === 0 || row.d.committing !== null) return false;
  const event: DeliveryEvent =
    chance.next() < 0.5
      ? { type: 'confirm', attempt, receipt: { kind: 'published' } }
      : { type: 'refuse', attempt, failure: FAILURE, gone: true };
  return desk.apply(row, event);
});

const leave = onRow((desk, row) => desk.apply(row, { type: 'leave' }));

const unpublish = onRow((desk, row, chance) => {
  if (row.d.state === 'removing')
    return desk.apply(row, chance.next() < 0.7 ? { type: 'removed' } : { type: 'keep', failure: FAILURE });
  if (chance.next() < 0.7 || row.d.state !== 'published') return false;
  const along = desk.rows.filter(({ account }) => account === row.account);
  if (along.some(({ d }) => d.committing !== null)) return false;
  for (const one of along)
    desk.apply(one, one.d.state === 'published' ? { type: 'unpublish', at: desk.now } : { type: 'cancel' });
  return true;
});

const all = {
  edit,
  submit,
  approve,
  move: reschedule,
  changeMember,
  freeze,
  tick,
  claim,
  mark,
  settle,
  holdLate,
  again,
  learn,
  leave,
  unpublish,
  withdraw: plain('withdraw', 'draft'),
  cancel: plain('cancel', 'draft'),
  requestChanges: plain('request_changes', 'changes_requested'),
  reject: plain('reject', 'rejected'),
  reopen: plain('reopen', 'draft'),
  archive: plain('archive', 'archived'),
  restore: plain('restore', 'draft'),
} satisfies Record<string, Move>;

/** More of what leads to something leaving, so that most runs come that far. */
const WEIGHTS: Readonly<Partial<Record<keyof typeof all, number>>> = {
  submit: 4,
  approve: 8,
  claim: 14,
  mark: 14,
  settle: 8,
  tick: 3,
  again: 4,
  restore: 3,
  reopen: 3,
};

export const MOVES: readonly (readonly [string, Move])[] = Object.entries(all).flatMap(([name, move]) =>
  Array.from(
    { length: Object.entries(WEIGHTS).find(([heavy]) => heavy === name)?.[1] ?? 1 },
    () => [name, move] as const,
  ),
);
