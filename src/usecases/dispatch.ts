import type { Claimed, ClaimedPart } from '../db/claimed.js';
import { canonicalJson, type MediaRef, type RenderedPart } from '../domain/content.js';
import { PlatformError } from '../domain/failure.js';
import type { MediaHandle, Publisher } from '../platforms/platform.js';
import type { MediaRoom, Notices } from '../ports.js';
import { outgoingPart, type PartSenders } from './outgoing-part.js';
import type { Dispatch } from './run-delivery.js';
import { type Pacing, pacedNotice, pacedPart } from './paced.js';

interface Senders extends PartSenders {
  readonly notices: Notices;
  readonly media: MediaRoom;
  /** Left out where Telegram has no limits. */
  readonly pacing?: Pacing;
}

/** Who sends a claimed row: the account's platform, the bot for notices, nobody for a probe. */
export function createDispatch(senders: Senders): (claimed: Claimed) => Promise<Dispatch> {
  const { notices, media, pacing } = senders;
  return async (claimed) => {
    const { id: key, kind, part } = claimed;
    if (kind === 'part' || kind === 'edit') {
      if (!part) throw new PlatformError('bug', 'The stored content is not what was approved');
      return sendPart(senders, claimed, part);
    }
    const outgoing = { key, part: NOTHING, earlier: [], target: '', media: await handles(media, NOTHING) };
    return { publisher: kind === 'probe' ? PROBE : notice(claimed, notices, pacing), outgoing };
  };
}

async function sendPart(senders: Senders, claimed: Claimed, part: ClaimedPart): Promise<Dispatch> {
  const { platform, credentials, outgoing } = outgoingPart(senders, claimed.id, part);
  const { connection } = platform;
  const shipped = claimed.row.state === 'removing' ? NOTHING : outgoing.part;
  return {
    publisher: paced(senders, claimed, part, outgoing.part),
    outgoing: { ...outgoing, media: await handles(senders.media, shipped) },
    ...(connection && {
      async stillOpens(signal) {
        const found = await connection.identify(credentials, signal);
        return found.ok && found.identity.externalId === part.target;
      },
    }),
  };
}

/** What goes out by the bot takes its place among all that the bot sends; what is taken away does not wait. */
function paced({ platforms, pacing }: Senders, claimed: Claimed, part: ClaimedPart, rendered: RenderedPart): Publisher {
  const platform = platforms.get(part.platform);
  const isEdit = claimed.kind === 'edit';
  const publisher = isEdit ? correction(platform.publisher, part) : platform.publisher;
  const counts = claimed.row.state === 'removing' ? undefined : platform.countsAs?.(rendered, part.target);
  if (!pacing || !counts) return publisher;
  return pacedPart(pacing, isEdit ? { ...counts, how: 'edit', messages: 1 } : counts, publisher);
}

/** What ships of each medium is made before anything is asked of the network. */
export async function handles(media: MediaRoom, part: RenderedPart): Promise<(ref: MediaRef) => MediaHandle> {
  const made = new Map<string, MediaHandle>();
  for (const ref of part.media) {
    const shipment = await media.shipment(ref);
    const publicUrl = (ttlMs: number) => media.publicUrl(shipment, ttlMs);
    made.set(canonicalJson(ref), { ...shipment, open: () => media.open(shipment.hash), publicUrl });
  }
  return (ref) => {
    const handle = made.get(canonicalJson(ref));
    if (!handle) throw new Error(`The medium ${ref.hash} is not of this part`);
    return handle;
  };
}

const NOTHING: RenderedPart = { name: 'main', text: '', entities: [], media: [] };

/** Goes through the whole path and touches no network. */
const PROBE: Publisher = { commit: async () => ({ kind: 'published' }) };

/** The request of a correction changes what is live; the row is marked and settled as any other. */
function correction(publisher: Publisher, { live, shown }: ClaimedPart): Publisher {
  return {
    async commit(out) {
      if (!publisher.edit || !live) throw new PlatformError('invalid', 'This network does not let tools change it');
      await publisher.edit({ ...out, ...(shown && { live: shown }) }, live);
      return live;
    },
  };
}

function notice(claimed: Claimed, notices: Notices, pacing: Pacing | undefined): Publisher {
  const { cardId, payload } = claimed;
  const what = { cardId, payload };
  const publisher: Publisher = { commit: ({ signal }) => notices.send(what, signal) };
  return pacing ? pacedNotice(pacing, () => notices.request(what), publisher) : publisher;
}
