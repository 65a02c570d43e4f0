import type { DeliveryEvent, DeliveryRow } from '../../../src/domain/delivery.js';
import { step, WAIT_BOUND_MS } from '../../../src/domain/delivery-step.js';
import { whyStay } from '../../../src/domain/may-leave.js';
import {
  type Actor,
  afterSubmit,
  isEditor,
  mayApprove,
  type PostState,
  postStep,
  type Role,
} from '../../../src/domain/post.js';
import { LeavingOracle, type Policy } from '../../support/leaving-oracle.js';

/** The pure rules that decide; each can be bent, to see that the oracle notices. */
export const RULES = { postStep, afterSubmit, mayApprove, step, atClaim: whyStay, atMark: whyStay };
export type Rules = typeof RULES;

export const LATE_AFTER_MS = 1_800_000;
export const POST = 'post';

export interface Revision {
  readonly text: string;
  readonly needed: number;
  readonly authorId: string;
  readonly approvals: Set<string>;
}

/** A part on one account. `carried`: what the worker that has it took with it. */
export interface Row {
  readonly name: string;
  readonly account: number;
  readonly place: number;
  d: DeliveryRow;
  revision: Revision;
  carried: string | null;
}

/** One client with one post that goes to two accounts in two parts each, and the people who work on it. */
export class PureDesk {
  readonly roles = new Map<string, Role | null>();
  readonly rows: Row[] = [];
  readonly oracle: LeavingOracle;
  readonly rules: Rules;
  readonly policy: Policy;
  state: PostState = 'draft';
  text = 'text 0';
  authorId = 'ann';
  dueMs: number | null = null;
  revision: Revision | null = null;
  frozen = false;
  nowMs = 1_000_000;
  wrong: string | null = null;
  private texts = 0;

  constructor(policy: Policy, rules: Rules) {
    this.policy = policy;
    this.rules = rules;
    this.oracle = new LeavingOracle(policy, LATE_AFTER_MS);
    const roles = { ann: 'author', bob: 'editor', eve: 'editor', joe: 'admin' } as const;
    for (const [id, role] of Object.entries(roles)) this.setRole(id, role);
  }

  get now(): Date {
    return new Date(this.nowMs);
  }

  setRole(memberId: string, role: Role | null): void {
    this.roles.set(memberId, role);
    this.oracle.roleOf(memberId, role !== null && isEditor(role));
  }

  actor(memberId: string): Actor | null {
    const role = this.roles.get(memberId);
    return role ? { memberId, role } : null;
  }

  newText(): string {
    return `text ${(this.texts += 1)}`;
  }

  approvalsOf(revision: Revision): number {
    return [...revision.approvals].filter((id) => {
      const role = this.roles.get(id);
      return role && isEditor(role);
    }).length;
  }

  /** Freezes the text and asks, or goes on at once. */
  openReview(actor: Actor): void {
    const others = [...this.roles].filter(([id, role]) => id !== actor.memberId && role && isEditor(role)).length;
    const next = this.rules.afterSubmit(this.policy, actor, others);
    const approvals = new Set(next.ownApproval ? [actor.memberId] : []);
    this.revision = { text: this.text, needed: next.needed, authorId: actor.memberId, approvals };
    this.state = next.to;
    this.oracle.submitted(POST, this.text, actor.memberId);
    if (next.to === 'approved') this.bind();
  }

  /** Makes the publications, or binds anew those of which nothing has left. */
  bind(): void {
    const { revision } = this;
    if (!revision) return;
    const dueMs = this.dueMs ?? this.nowMs;
    for (const account of [0, 1]) {
      if (this.hasLeft(account)) continue;
      for (const place of [0, 1]) this.bindRow(account, place, revision, dueMs);
    }
  }

  private bindRow(account: number, place: number, revision: Revision, dueMs: number): void {
    const dueAt = new Date(dueMs);
    let row = this.rows.find((one) => one.account === account && one.place === place);
    if (!row) {
      const giveUpAt = new Date(dueMs + WAIT_BOUND_MS);
      const d: DeliveryRow = { state: 'scheduled', attempts: [], committing: null, tries: 0, dueAt, giveUpAt };
      row = { name: `${account}.${place}`, account, place, d, revision, carried: null };
      this.rows.push(row);
    } else if (row.d.state !== 'scheduled' && !this.apply(row, { type: 'reopen', at: dueAt })) return;
    row.revision = revision;
    this.oracle.planned(row.name, row.d.dueAt.getTime());
  }

  hasLeft(account: number): boolean {
    return this.rows.some((row) => row.account === account && isOut(row));
  }

  /** Takes back what has not left; null where something is on the wire. */
  takeBack(laterToo: boolean): boolean {
    if (this.rows.some(({ d }) => d.committing !== null)) return false;
    for (const row of this.rows) {
      if (laterToo || !this.hasLeft(row.account) || isOut(row)) this.apply(row, { type: 'cancel' });
    }
    this.oracle.takenBack(POST);
    return true;
  }

  /** A step of a row; whoever held it does not any more, unless this leaves it in its hands. */
  apply(row: Row, event: DeliveryEvent): boolean {
    const after = this.rules.step(row.d, event);
    if (!after) return false;
    const { state, attempts, committing, tries, dueAt, giveUpAt } = after;
    const becameLive = state === 'published' && row.d.state !== 'published' && row.d.state !== 'removing';
    row.d = { state, attempts, committing, tries, dueAt, giveUpAt };
    if (state !== 'publishing') row.carried = null;
    if (becameLive) this.laterPartsDue(row);
    return true;
  }

  private laterPartsDue(first: Row): void {
    for (const row of this.rows) {
      if (row.account !== first.account || row.place <= first.place) continue;
      if (row.d.state !== 'scheduled' && row.d.state !== 'held') continue;
      row.d = { ...row.d, state: 'scheduled', dueAt: this.now, tries: 0 };
      this.oracle.planned(row.name, this.nowMs);
    }
  }

  factsOf(row: Row) {
    return {
      now: this.now,
      dueAt: row.d.dueAt,
      lateAfterMs: LATE_AFTER_MS,
      frozen: this.frozen,
      approvals: this.approvalsOf(row.revision),
      approvalsNeeded: row.revision.needed,
      accountUsable: true,
      limited: false,
      earlierPublished: this.rows.every(
        (one) => one.account !== row.account || one.place >= row.place || one.d.state === 'published',
      ),
    };
  }
}

/** May be in the world already. */
function isOut({ d }: Row): boolean {
  return d.attempts.includes('open') || d.attempts.includes('known');
}
