import { sql } from 'kysely';
import type { AttemptStatus, DeliveryState } from '../domain/delivery.js';
import type { PostStepName } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { changePost, type PostChange } from './change-post.js';
import type { Desk } from './desk.js';
import { type DeliveryRequest, postOf } from './resolve-unknown.js';

export interface TargetPart {
  readonly id: string;
  readonly publication_id: string;
  readonly revision_id: string;
  readonly version: number;
  readonly ordinal: number;
  readonly state: DeliveryState;
  readonly attempts: readonly AttemptStatus[];
}

export interface TargetChange extends PostChange {
  readonly main: TargetPart;
  /** All parts of its publication, the first among them. */
  readonly parts: readonly TargetPart[];
}

/** A change of one publication of an approved post, named by its first part as it was shown. */
export async function changeTarget(
  desk: Desk,
  { deliveryId, version, memberId }: DeliveryRequest,
  step: Extract<PostStepName, 'cancel' | 'schedule' | 'edit'>,
  what: string,
  change: (it: TargetChange) => Promise<void>,
): Promise<void> {
  const postId = await postOf(desk, deliveryId);
  await changePost(
    desk,
    { postId, memberId },
    step,
    async (it) => {
      if (it.post.state !== 'approved') throw new Refusal('stale');
      const { rows: parts } = await sql<TargetPart>`
        select d.id, d.publication_id, d.revision_id, d.version, d.ordinal, d.state, d.attempts
        from delivery d join publication u on u.id = d.publication_id and u.revision_id = d.revision_id
        where u.id = (select publication_id from delivery where id = ${deliveryId}) order by d.ordinal for update of d`.execute(
        it.tx.sql,
      );
      const [main] = parts;
      if (main?.id !== deliveryId || main.version !== version) throw new Refusal('stale');
      await change({ ...it, main, parts });
    },
    what,
  );
}
