import type { Claimed, ClaimedPart } from '../db/claimed.js';
import { canonicalJson, type MediaRef, type RenderedPart } from '../domain/content.js';
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
    if (kind === 'part') {
      if (!part) throw new PlatformError('bug', 'The stored content is not what was approved');
      return sendPart(senders, key, part);
    }
    const outgoing = { key, part: NOTHING, earlier: [], target: '', media: await handles(media, NOTHING) };
    return { publisher: kind === 'probe' ? PROBE : notice(claimed, notices), outgoing };
  };
}

async function sendPart(senders: Senders, key: string, part: ClaimedPart): Promise<Dispatch> {
  const { platform, credentials, outgoing } = outgoingPart(senders, key, part);
  const { publisher, connection } = platform;
  return {
    publisher,
    outgoing: { ...outgoing, media: await handles(senders.media, outgoing.part) },
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

function notice(claimed: Claimed, notices: Notices): Publisher {
  const { cardId, payload } = claimed;
  return { commit: ({ signal }) => notices.send({ cardId, payload }, signal) };
}
