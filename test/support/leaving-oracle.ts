/**
 * Judges what leaves from what people did and saw, and from nothing else: it knows neither rows nor the desk's own rules. Each content is
 * named by its text, which no other content has.
 */
export interface Policy {
  readonly approvalsNeeded: number;
  readonly authorsMayApproveOwn: boolean;
  readonly soleEditorMayGo: boolean;
}

interface Paper {
  readonly authorId: string;
  /** Its author was the only one who could have approved it. */
  readonly alone: boolean;
  readonly yes: Set<string>;
}

export interface Departure {
  /** What leaves, by whatever name: the planned time is remembered under it. */
  readonly what: string;
  readonly post: string;
  readonly text: string;
  readonly nowMs: number;
  /** Nothing of this publication has left before: then it must be what the post stands for now. */
  readonly first: boolean;
}

export class LeavingOracle {
  private readonly policy: Policy;
  private readonly lateAfterMs: number;
  private readonly editors = new Set<string>();
  private readonly papers = new Map<string, Paper>();
  /** What each post stands for; null while it is being written or declined. */
  private readonly stands = new Map<string, string | null>();
  private readonly plannedMs = new Map<string, number>();
  /** What is to be sent again, and the post that it is of. */
  private readonly asked = new Map<string, string>();
  private isFrozen = false;

  constructor(policy: Policy, lateAfterMs: number) {
    this.policy = policy;
    this.lateAfterMs = lateAfterMs;
  }

  /** From now on this person may approve, or not any more. */
  roleOf(memberId: string, isEditor: boolean): void {
    if (isEditor) this.editors.add(memberId);
    else this.editors.delete(memberId);
  }

  frozen(on: boolean): void {
    this.isFrozen = on;
  }

  submitted(post: string, text: string, authorId: string): void {
    const others = [...this.editors].filter((memberId) => memberId !== authorId);
    const alone = this.policy.soleEditorMayGo && this.editors.has(authorId) && others.length === 0;
    this.papers.set(text, { authorId, alone, yes: new Set(alone ? [authorId] : []) });
    this.stands.set(post, text);
  }

  /** It is being written again, was declined, or was taken back. */
  withdrawn(post: string): void {
    this.stands.set(post, null);
  }

  approved(memberId: string, text: string): void {
    this.papers.get(text)?.yes.add(memberId);
  }

  /** A person said "send again" of exactly this. */
  sendAgain(what: string, post: string): void {
    this.asked.set(what, post);
  }

  /** All that waits was taken back, also what was to be sent again. */
  takenBack(post: string): void {
    for (const [what, of] of this.asked) if (of === post) this.asked.delete(what);
  }

  planned(what: string, atMs: number): void {
    this.plannedMs.set(what, atMs);
  }

  /** Null where it may leave; else what is wrong with it. */
  judge({ what, post, text, nowMs, first }: Departure): string | null {
    const paper = this.papers.get(text);
    if (!paper) return 'nobody was ever asked about it';
    if (first && !this.asked.has(what) && this.stands.get(post) !== text) return 'it is not what the post stands for';
    if (this.isFrozen) return 'it is frozen';
    const needed = this.policy.approvalsNeeded === 0 ? 0 : paper.alone ? 1 : this.policy.approvalsNeeded;
    const ownCounts = paper.alone || this.policy.authorsMayApproveOwn;
    const counted = [...paper.yes].filter((id) => this.editors.has(id) && (ownCounts || id !== paper.authorId));
    if (counted.length < needed) return `it has ${counted.length} of ${needed} approvals`;
    const dueMs = this.plannedMs.get(what);
    if (dueMs === undefined || nowMs < dueMs) return 'it is early';
    return nowMs > dueMs + this.lateAfterMs ? 'it is late' : null;
  }
}
