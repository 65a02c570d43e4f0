import type { MediaRef, Quiz } from '../domain/content.js';
import type { AttemptStatus, DeliveryState, Receipt } from '../domain/delivery.js';
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
}

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly username: string | null;
  /** In the client that asks; null for one who is a member no more. */
  readonly role: Role | null;
}

export interface AccountRow {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly username: string | null;
  readonly state: AccountState;
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
  readonly text: string;
  readonly link: string | null;
  readonly hashtags: readonly string[];
  readonly media: readonly MediaRef[];
  readonly quiz: Quiz | null;
  readonly dueAt: Date | null;
  readonly zone: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface RevisionRow {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly text: string;
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
export const PUBLICATION_STATES = [
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
