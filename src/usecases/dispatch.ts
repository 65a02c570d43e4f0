import type { Claimed, ClaimedPart } from '../db/claimed.js';
import { canonicalJson, type MediaRef, type RenderedPart } from '../domain/content.js';
import type { Receipt } from '../domain/delivery.js';
import { PlatformError } from '../domain/failure.js';
import type { MediaHandle, Publisher } from '../platforms/platform.js';
import type { MediaRoom, Notices } from '../ports.js';
import { outgoingPart, type PartSenders } from './outgoing-part.js';
import type { Dispatch } from './run-delivery.js';

interface Senders extends PartSenders {
  readonly notices: Notices;
  readonly media: MediaRoom;
}

/** Who sends a claimed row: the account's platform, the bot for notices, nobody for a probe. */
export function createDispatch(senders: Senders): (claimed: Claimed) => Promise<Dispatch> {
  const { notices, media } = senders;
  return async (claimed) => {
    const { id: key, kind, part } = claimed;
    if (kind === 'part' || kind === 'edit') {
      if (!part) throw new PlatformError('bug', 'The stored content is not what was approved');
      return sendPart(senders, claimed, part);
    }
    const outgoing = { key, part: NOTHING, earlier: [], target: '', media: await handles(media, NOTHING) };
    return { publisher: kind === 'probe' ? PROBE : notice(claimed, notices), outgoing };
  };
}

async function sendPart(senders: Senders, { id: key, kind, row }: Claimed, part: ClaimedPart): Promise<Dispatch> {
  const { platform, credentials, outgoing } = outgoingPart(senders, key, part);
  const { publisher, connection } = platform;
  const shipped = row.state === 'removing' ? NOTHING : outgoing.part;
  return {
    publisher: kind === 'edit' ? correction(publisher, part.live) : publisher,
    outgoing: { ...outgoing, media: await handles(senders.media, shipped) },
    ...(connection && {
      async stillOpens(signal) {
        const found = await connection.identify(credentials, signal);
        return found.ok && found.identity.externalId === part.target;
      },
    }),
  };
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
function correction(publisher: Publisher, live: Receipt | null): Publisher {
  return {
    async commit(out) {
      if (!publisher.edit || !live) throw new PlatformError('invalid', 'This network does not let tools change it');
      await publisher.edit(out, live);
      return live;
    },
  };
}

function notice(claimed: Claimed, notices: Notices): Publisher {
  const { cardId, payload } = claimed;
  return { commit: ({ signal }) => notices.send({ cardId, payload }, signal) };
}
