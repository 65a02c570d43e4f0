import type { Claimed } from '../db/claimed.js';
import { PlatformError } from '../domain/failure.js';
import type { Receipt } from '../domain/delivery.js';
import { canonicalJson, type MediaRef, type RenderedPart } from '../domain/content.js';
import type { MediaHandle, Publisher } from '../platforms/platform.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { MediaRoom, Notices } from '../ports.js';
import { approvedPart, type Dispatch } from './run-delivery.js';

interface Senders {
  readonly platforms: PlatformRegistry;
  readonly notices: Notices;
  readonly media: MediaRoom;
}

/** Who sends a claimed row: the account's platform, the bot for notices, nobody for a probe. */
export function createDispatch({ platforms, notices, media }: Senders): (claimed: Claimed) => Promise<Dispatch> {
  return async (claimed) => {
    const { id: key } = claimed;
    if (claimed.kind === 'part' || claimed.kind === 'edit') {
      const { part, rendered } = approvedPart(claimed);
      const { earlier, target } = part;
      const { publisher } = platforms.get(part.platform);
      const shipped = claimed.row.state === 'removing' ? NOTHING : rendered;
      return {
        publisher: claimed.kind === 'edit' ? correction(publisher, part.live) : publisher,
        outgoing: { key, part: rendered, earlier, target, media: await handles(media, shipped) },
      };
    }
    const outgoing = { key, part: NOTHING, earlier: [], target: '', media: await handles(media, NOTHING) };
    return { publisher: claimed.kind === 'probe' ? PROBE : notice(claimed, notices), outgoing };
  };
}

/** What ships of each medium is made before anything is asked of the network. */
async function handles(media: MediaRoom, part: RenderedPart): Promise<(ref: MediaRef) => MediaHandle> {
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
