/** Roles of a member in a client, from least to most. */
export const ROLES = ['author', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const EDITORS: readonly Role[] = ['editor', 'admin'];

/** Who may take a step: editors and admins, or also the post's own author. */
type Who = 'editors' | 'author_too';

interface PostStep {
  readonly to: PostState | 'by_policy';
  readonly who: Who;
}

/**
 * States of a post and the steps between them (product.md 1.3). Shown but never stored: scheduled, going out, live, partly live,
 * needs care. What a step does to publications is in its use case.
 */
const POST_STEPS = {
  draft: {
    edit: { to: 'draft', who: 'author_too' },
    schedule: { to: 'draft', who: 'author_too' },
    submit: { to: 'by_policy', who: 'author_too' },
    archive: { to: 'archived', who: 'author_too' },
  },
  in_review: {
    // The last approval needed; earlier ones leave the state as it is.
    approve: { to: 'approved', who: 'editors' },
    request_changes: { to: 'changes_requested', who: 'editors' },
    reject: { to: 'rejected', who: 'editors' },
    edit: { to: 'in_review', who: 'author_too' },
    // Time is approved beside the content: approvals stay.
    schedule: { to: 'in_review', who: 'author_too' },
    withdraw: { to: 'draft', who: 'author_too' },
  },
  changes_requested: {
    edit: { to: 'changes_requested', who: 'author_too' },
    schedule: { to: 'changes_requested', who: 'author_too' },
    submit: { to: 'by_policy', who: 'author_too' },
    archive: { to: 'archived', who: 'author_too' },
  },
  rejected: {
    reopen: { to: 'draft', who: 'editors' },
    archive: { to: 'archived', who: 'editors' },
  },
  approved: {
    // Takes back every publication that has not left.
    edit: { to: 'in_review', who: 'editors' },
    // Stays approved, unless the client wants a new time approved too.
    schedule: { to: 'by_policy', who: 'author_too' },
    cancel: { to: 'draft', who: 'author_too' },
    archive: { to: 'archived', who: 'editors' },
  },
  archived: {
    restore: { to: 'draft', who: 'author_too' },
  },
} as const satisfies Record<string, Partial<Record<string, { to: string; who: Who }>>>;

export type PostState = keyof typeof POST_STEPS;
export const POST_STATES = Object.keys(POST_STEPS) as readonly PostState[];
export type PostStepName =
  | 'edit'
  | 'schedule'
  | 'submit'
  | 'archive'
  | 'approve'
  | 'request_changes'
  | 'reject'
  | 'withdraw'
  | 'reopen'
  | 'cancel'
  | 'restore';

export interface Actor {
  readonly memberId: string;
  readonly role: Role;
}

export type StepVerdict = { ok: true; to: PostState | 'by_policy' } | { ok: false; why: 'state' | 'role' };

/** May this member take this step now, and where does it lead? */
export function postStep(
  post: { readonly state: PostState; readonly authorId: string },
  name: PostStepName,
  actor: Actor,
): StepVerdict {
  const steps: Partial<Record<string, PostStep>> = POST_STEPS[post.state];
  const found = steps[name];
  if (!found) return { ok: false, why: 'state' };
  const own = found.who === 'author_too' && actor.memberId === post.authorId;
  return isEditor(actor.role) || own ? { ok: true, to: found.to } : { ok: false, why: 'role' };
}

export function isEditor(role: Role): boolean {
  return EDITORS.includes(role);
}

/** How a client approves (product.md 1.5). */
export interface ApprovalPolicy {
  readonly approvalsNeeded: number;
  readonly authorsMayApproveOwn: boolean;
  /** May an editor's own post go without a second person while nobody else could approve it? */
  readonly soleEditorMayGo: boolean;
}

/**
 * Where `submit` leads: straight to approved where policy needs nobody, or where its author, an editor, is the only one who could.
 * `ownApproval` says that the author's own approval is recorded, so that it falls when the author loses the role.
 */
export function afterSubmit(
  policy: ApprovalPolicy,
  author: Actor,
  otherEditors: number,
): { to: 'in_review' | 'approved'; needed: number; ownApproval: boolean } {
  if (policy.approvalsNeeded === 0) return { to: 'approved', needed: 0, ownApproval: false };
  if (policy.soleEditorMayGo && isEditor(author.role) && otherEditors === 0) {
    return { to: 'approved', needed: 1, ownApproval: true };
  }
  return { to: 'in_review', needed: policy.approvalsNeeded, ownApproval: false };
}

/** May this editor's approval count for this revision? Its author is who wrote or changed it last. */
export function mayApprove(policy: ApprovalPolicy, revision: { readonly authorId: string }, actor: Actor): boolean {
  return isEditor(actor.role) && (actor.memberId !== revision.authorId || policy.authorsMayApproveOwn);
}
