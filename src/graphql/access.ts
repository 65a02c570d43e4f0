import { higher, type Scope } from '../domain/access.js';
import type { Role } from '../domain/post.js';

/**
 * Who may see and do what in the API. What is not in these tables is refused, and a test holds them against the schema. `check-access.ts`
 * looks an operation over before anything is read; whose posts an author sees is a matter of rows (`reads/viewer.ts`).
 */

export interface TypeAccess {
  /** The least role that may read it. */
  readonly role: Role;
  /** Fields that need more. */
  readonly fields?: Readonly<Record<string, Role>>;
}

export interface OperationAccess {
  /** The least role that may ask for it; that a use case asks for more of some posts is its own matter. */
  readonly role: Role;
  readonly scope: Scope;
}

const everybody: TypeAccess = { role: 'author' };

/** By the name of the object type. */
export const TYPE_ACCESS: Readonly<Record<string, TypeAccess>> = {
  ...paged('ApiToken', everybody),
  Approval: everybody,
  ApprovePostPayload: everybody,
  Attempt: { role: 'editor' },
  ...paged('AuditEvent', { role: 'admin' }),
  ...paged('Client', everybody),
  ClientSettings: { role: 'admin' },
  CreateApiTokenPayload: everybody,
  CreateQuizPostPayload: everybody,
  ...paged('Delivery', { role: 'admin' }),
  Evidence: { role: 'editor' },
  Failure: everybody,
  Health: { role: 'admin' },
  HealthPart: { role: 'admin' },
  HeldPosts: { role: 'editor' },
  ...paged('Invitation', { role: 'admin' }),
  Limit: { role: 'editor' },
  Me: everybody,
  Media: everybody,
  ...paged('Member', { role: 'author', fields: { telegramId: 'admin' } }),
  OwnSettings: everybody,
  PageInfo: everybody,
  Part: everybody,
  ...paged('Post', everybody),
  ...paged('Publication', everybody),
  ...paged('QueueItem', everybody),
  QueueUpdate: everybody,
  QuietHours: everybody,
  Quiz: everybody,
  Receipt: everybody,
  RenderedPart: everybody,
  RenderedTarget: everybody,
  RevokeApiTokenPayload: everybody,
  ...paged('Revision', everybody),
  ...paged('SocialAccount', { role: 'author', fields: { externalId: 'admin' } }),
  TextEntity: everybody,
  UserError: everybody,
  AccountPayload: everybody,
  ClientPayload: everybody,
  InviteMemberPayload: { role: 'admin' },
  MemberPayload: everybody,
  RevokeInvitationPayload: { role: 'admin' },
  OwnSettingsPayload: everybody,
  PostPayload: everybody,
  PostResult: everybody,
  PostsPayload: everybody,
  ResumePayload: everybody,
  TestAccountPayload: everybody,
  Variant: everybody,
};

/** By the name of the root field. */
export const OPERATION_ACCESS: Readonly<
  Record<'Query' | 'Mutation' | 'Subscription', Readonly<Record<string, OperationAccess>>>
> = {
  Query: {
    account: { role: 'author', scope: 'read' },
    apiTokens: { role: 'author', scope: 'manage' },
    accounts: { role: 'author', scope: 'read' },
    client: { role: 'author', scope: 'read' },
    clients: { role: 'author', scope: 'read' },
    deliveries: { role: 'admin', scope: 'read' },
    delivery: { role: 'admin', scope: 'read' },
    events: { role: 'admin', scope: 'read' },
    health: { role: 'admin', scope: 'read' },
    held: { role: 'editor', scope: 'read' },
    invitations: { role: 'admin', scope: 'read' },
    me: { role: 'author', scope: 'read' },
    member: { role: 'author', scope: 'read' },
    members: { role: 'author', scope: 'read' },
    post: { role: 'author', scope: 'read' },
    posts: { role: 'author', scope: 'read' },
    publication: { role: 'author', scope: 'read' },
    publications: { role: 'author', scope: 'read' },
    queue: { role: 'author', scope: 'read' },
    reviews: { role: 'author', scope: 'read' },
    settings: { role: 'admin', scope: 'read' },
  },
  Mutation: {
    approvePost: { role: 'editor', scope: 'publish' },
    createApiToken: { role: 'author', scope: 'manage' },
    createQuizPost: { role: 'author', scope: 'write' },
    approvePosts: { role: 'editor', scope: 'publish' },
    archivePost: { role: 'author', scope: 'write' },
    arrangeMedia: { role: 'author', scope: 'write' },
    cancelPost: { role: 'author', scope: 'publish' },
    cancelPublication: { role: 'author', scope: 'publish' },
    changeClientSettings: { role: 'admin', scope: 'manage' },
    changeOwnSettings: { role: 'author', scope: 'manage' },
    bindGroup: { role: 'admin', scope: 'manage' },
    createClient: { role: 'admin', scope: 'manage' },
    inviteMember: { role: 'admin', scope: 'manage' },
    renameClient: { role: 'admin', scope: 'manage' },
    revokeInvitation: { role: 'admin', scope: 'manage' },
    changeRole: { role: 'admin', scope: 'manage' },
    connectAccount: { role: 'admin', scope: 'manage' },
    connectChat: { role: 'admin', scope: 'manage' },
    createPost: { role: 'author', scope: 'write' },
    decideHeld: { role: 'editor', scope: 'publish' },
    describeMedium: { role: 'author', scope: 'write' },
    duplicatePost: { role: 'author', scope: 'write' },
    editPost: { role: 'author', scope: 'write' },
    fixPost: { role: 'author', scope: 'write' },
    freezeClient: { role: 'editor', scope: 'publish' },
    publishPostsNow: { role: 'author', scope: 'publish' },
    reconnectAccount: { role: 'admin', scope: 'manage' },
    rejectPost: { role: 'editor', scope: 'publish' },
    releaseAccount: { role: 'editor', scope: 'publish' },
    removeMember: { role: 'admin', scope: 'manage' },
    reopenPost: { role: 'editor', scope: 'write' },
    reopenPublication: { role: 'author', scope: 'publish' },
    repeatPublication: { role: 'editor', scope: 'publish' },
    requestChanges: { role: 'editor', scope: 'publish' },
    resolveUnknown: { role: 'author', scope: 'publish' },
    restorePost: { role: 'author', scope: 'write' },
    resumeClient: { role: 'editor', scope: 'publish' },
    retryPart: { role: 'author', scope: 'publish' },
    schedulePost: { role: 'author', scope: 'publish' },
    schedulePosts: { role: 'author', scope: 'publish' },
    setTargets: { role: 'author', scope: 'write' },
    setVariant: { role: 'author', scope: 'write' },
    submitPost: { role: 'author', scope: 'write' },
    switchAccount: { role: 'admin', scope: 'manage' },
    testAccount: { role: 'admin', scope: 'manage' },
    unpublishPost: { role: 'author', scope: 'publish' },
    withdrawPost: { role: 'author', scope: 'write' },
    revokeApiToken: { role: 'author', scope: 'manage' },
  },
  Subscription: {
    postUpdated: { role: 'author', scope: 'read' },
    queueUpdated: { role: 'author', scope: 'read' },
  },
};

/** A type and the pages that hold it. */
function paged(name: string, access: TypeAccess): Record<string, TypeAccess> {
  const { role } = access;
  return { [name]: access, [`${name}Edge`]: { role }, [`${name}Connection`]: { role } };
}

export interface Need {
  readonly role: Role;
  /** Of root fields. */
  readonly scope?: Scope;
}

/**
 * What it takes to ask `parent` for `field`, which gives objects of the type `result`, or values where that is null. Null where a table does
 * not know one of them.
 */
export function needOf(parent: string, field: string, result: string | null): Need | null {
  const own = ownNeed(parent, field);
  if (!own || result === null) return own;
  const type = TYPE_ACCESS[result];
  return type ? { ...own, role: higher(own.role, type.role) } : null;
}

function ownNeed(parent: string, field: string): Need | null {
  if (parent === 'Query' || parent === 'Mutation' || parent === 'Subscription') {
    return OPERATION_ACCESS[parent][field] ?? null;
  }
  const type = TYPE_ACCESS[parent];
  return type ? { role: type.fields?.[field] ?? type.role } : null;
}
