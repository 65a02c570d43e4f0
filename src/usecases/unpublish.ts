import { sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.js';
import { isEditor } from '../domain/post.js';
import { Refusal } from '../domain/refusal.js';
import { actorIn, lockPost, moved, type PostRequest } from './change-post.js';
import { dropCorrections } from './correct-live.js';
import { type Desk, moveDelivery, touchCards, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

interface Row {
  id: string;
  publication_id: string;
  platform: string;
  kind: 'part' | 'edit';
  version: number;
  state: DeliveryState;
  committing: number | null;
}

/**
 * Takes down what is live of a post: on one account, or (null) wherever the network lets us. What would follow goes along. Editors may, and
 * the author of the post. Refused while any of it is on the wire.
 */
export async function unpublish(desk: Desk, request: PostRequest, publicationId: string | null): Promise<void> {
  const { postId, memberId, version } = request;
  await transact(desk, async (tx) => {
    const post = await lockPost(tx, postId);
    const { role } = await actorIn(tx, post.clientId, memberId);
    if (!isEditor(role) && post.authorId !== memberId) throw new Refusal('not_allowed');
    if (version !== undefined && version !== post.version) throw await moved(tx, post);
    const rows = await rowsOf(tx, postId, publicationId);
    const publications = removable(desk, rows);
    const along = rows.filter((row) => publications.has(row.publication_id));
    if (along.some(({ committing }) => committing !== null)) throw new Refusal('going_out', { number: post.number });
    for (const row of along) await takeDown(tx, row, memberId);
    for (const id of publications) await dropCorrections(tx, id, memberId);
    const after = { publicationIds: [...publications] };
    await recordEvent(tx, { clientId: post.clientId, postId, memberId, what: 'post.unpublish', after });
    await touchCards(tx, postId);
  });
}

/** The last part first: that is the order in which they are taken down. */
async function rowsOf(tx: Tx, postId: string, publicationId: string | null): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select d.id, d.publication_id, a.platform, d.kind, d.version, d.state, d.committing
    from delivery d join publication u on u.id = d.publication_id join social_account a on a.id = u.account_id
    where u.post_id = ${postId} and (${publicationId}::uuid is null or u.id = ${publicationId}::uuid)
    order by d.ordinal desc, d.seq for update of d`.execute(tx.sql);
  return rows;
}

function removable(desk: Desk, rows: readonly Row[]): Set<string> {
  const live = rows.filter(({ kind, state }) => kind === 'part' && state === 'published');
  const [first] = live;
  if (!first) throw new Refusal('nothing_live');
  const may = live.filter(({ platform }) => desk.platforms.get(platform).publisher.remove !== undefined);
  const network = desk.platforms.get(first.platform).capabilities.name;
  if (may.length === 0) throw new Refusal('cannot_remove', { network });
  return new Set(may.map((row) => row.publication_id));
}

const FOLLOWS: readonly DeliveryState[] = ['scheduled', 'held', 'waiting', 'publishing', 'failed'];

async function takeDown(tx: Tx, row: Row, memberId: string): Promise<void> {
  if (row.kind !== 'part') return;
  if (FOLLOWS.includes(row.state)) await moveDelivery(tx, row, { type: 'cancel' }, memberId);
  if (row.state !== 'published') return;
  await moveDelivery(tx, row, { type: 'unpublish', at: tx.now }, memberId);
  tx.ringLater(row.id, tx.now);
}
