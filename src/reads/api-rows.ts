import type { MediaRef, Quiz, TextEntity, Variant } from '../domain/content.js';
import type { AttemptStatus, DeliveryState, Receipt } from '../domain/delivery.js';
import type { CardKind } from '../db/entities/card.js';
import type { EvidenceSource } from '../db/delivery-evidence.js';
import type { DeliveryKind } from '../db/claimed.js';
import type { Failure } from '../domain/failure.js';
import type { PostState, Role } from '../domain/post.js';
import type { AccountState } from '../db/entities/social-account.js';

/** What the API knows of each thing, by the names of its fields. Moments are dates; what an id names is loaded on demand. */

export interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly language: string;
  readonly frozenAt: Date | null;
  /** Of the member who asks. */
  readonly role: Role;
}

export interface MemberRow {
  readonly id: string;
  readonly telegramId: string;
  readonly name: string;
  readonly username: string | null;
  /** In the client that asks; null for one who is a member no more. */
  readonly role: Role | null;
  /** Since when they have belonged to it. */
  readonly since: Date | null;
}

export interface AccountRow {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly username: string | null;
  readonly state: AccountState;
  readonly externalId: string;
  readonly heldAt: Date | null;
  readonly heldFor: Failure | null;
  /** By the network's own word; null where it has not said. */
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
}

/** Until when nothing is worth a request: to this account, or by our app to any account of its network. */
export interface LimitRow {
  readonly accountId: string;
  readonly scope: 'account' | 'app';
  readonly until: Date;
}

export interface PostRow {
  readonly id: string;
  readonly number: number;
  readonly clientId: string;
  readonly authorId: string;
  readonly revisionId: string | null;
  readonly state: PostState;
  readonly title: string | null;
  readonly subject: string | null;
  readonly language: string | null;
  /** Null: everywhere. */
  readonly targetIds: readonly string[] | null;
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly link: string | null;
  readonly hashtags: readonly string[];
  readonly variants: readonly VariantRow[];
  readonly media: readonly MediaRef[];
  readonly quiz: Quiz | null;
  readonly dueAt: Date | null;
  readonly zone: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface VariantRow extends Variant {
  readonly platform: string;
}

export interface RevisionRow {
  readonly id: string;
  readonly postId: string;
  readonly number: number;
  readonly hash: string;
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly link: string | null;
  readonly hashtags: readonly string[];
  readonly variants: readonly VariantRow[];
  readonly media: readonly MediaRef[];
  readonly quiz: Quiz | null;
  readonly approvalsNeeded: number;
  readonly authorId: string;
  readonly createdAt: Date;
}

export interface ApprovalRow {
  readonly id: string;
  readonly revisionId: string;
  readonly memberId: string;
  readonly createdAt: Date;
  readonly voidAt: Date | null;
}

/** How a publication stands, told from its parts: shown, never stored. */
const PUBLICATION_STATES = [
  'scheduled',
  'going_out',
  'live',
  'handed_over',
  'partly_live',
  'needs_care',
  'left_alone',
  'cancelled',
  'removed',
] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

export interface PublicationRow {
  readonly id: string;
  readonly postId: string;
  readonly accountId: string;
  readonly revisionId: string;
  readonly correctedRevisionId: string | null;
  readonly repeat: number;
  readonly state: PublicationState;
  readonly dueAt: Date;
  readonly zone: string;
  readonly createdAt: Date;
}

export interface PartRow {
  readonly id: string;
  readonly publicationId: string;
  readonly name: string;
  readonly state: DeliveryState;
  readonly version: number;
  readonly dueAt: Date;
  readonly tries: number;
  readonly receipt: Receipt | null;
  readonly failure: Failure | null;
}

export interface AttemptRow {
  readonly deliveryId: string;
  readonly number: number;
  readonly status: AttemptStatus;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly failure: Failure | null;
  readonly receipt: Receipt | null;
}

export interface EvidenceRow {
  readonly id: string;
  readonly deliveryId: string;
  readonly source: EvidenceSource;
  readonly event: Readonly<Record<string, unknown>>;
  readonly pending: boolean;
  readonly at: Date;
}

export interface DeliveryListRow {
  readonly id: string;
  /** Probes belong to nobody. */
  readonly kind: Exclude<DeliveryKind, 'probe'>;
  readonly state: DeliveryState;
  readonly version: number;
  readonly dueAt: Date;
  readonly giveUpAt: Date;
  readonly tries: number;
  readonly part: string | null;
  readonly repeatable: boolean;
  readonly publicationId: string | null;
  readonly accountId: string | null;
  readonly revisionId: string | null;
  readonly liveId: string | null;
  readonly card: CardKind | null;
  readonly says: string | null;
  readonly chatId: string | null;
  readonly receipt: Receipt | null;
  readonly failure: Failure | null;
  readonly lookAt: Date | null;
  readonly looks: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface EventRow {
  readonly id: string;
  readonly what: string;
  readonly postId: string | null;
  readonly deliveryId: string | null;
  readonly memberId: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Date;
}

export interface QueueRow {
  readonly id: string;
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly number: number;
  readonly words: string;
  readonly authorId: string;
  readonly accountId: string;
  readonly publicationId: string;
}
