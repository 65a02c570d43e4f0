import { Refusal } from '../domain/refusal.js';
import { changePost, moved, type PostRequest } from './change-post.js';
import type { Desk } from './desk.js';

/** Up to a minute ago still counts as now: clocks differ, fingers are slow. */
const GRACE_MS = 60_000;

/** Plans the time of a post that is not approved yet; null means as soon as it is. Approvals stay: time is approved beside content. */
export async function schedulePost(desk: Desk, request: PostRequest, dueAt: Date | null): Promise<void> {
  await changePost(
    desk,
    request,
    'edit',
    async ({ tx, post }) => {
      if (post.state === 'approved') throw await moved(tx, post);
      if (dueAt && Number.isNaN(dueAt.getTime())) throw new Refusal('bad_time');
      if (dueAt && dueAt.getTime() < tx.now.getTime() - GRACE_MS) throw new Refusal('past_time');
      post.dueAt = dueAt;
    },
    'post.scheduled',
  );
}
