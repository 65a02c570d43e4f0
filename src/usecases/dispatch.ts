import type { Claimed } from '../db/claimed.js';
import { canonicalJson, type MediaRef, type RenderedPart } from '../domain/content.js';
import type { MediaHandle, Publisher } from '../platforms/platform.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { MediaRoom, Notices } from '../ports.js';
import { type Pacing, pacedNotice, pacedPart } from './paced.js';
import { approvedPart, type Dispatch } from './run-delivery.js';

interface Senders {
  readonly platforms: PlatformRegistry;
  readonly notices: Notices;
  readonly media: MediaRoom;
  /** Left out where Telegram has no limits. */
  readonly pacing?: Pacing;
}

/** Who sends a claimed row: the account's platform, the bot for notices, nobody for a probe. */
export function createDispatch({
  platforms,
  notices,
  media,
  pacing,
}: Senders): (claimed: Claimed) => Promise<Dispatch> {
  return async (claimed) => {
    const { id: key } = claimed;
    if (claimed.kind === 'part') {
      const { part, rendered } = approvedPart(claimed);
      const { earlier, target } = part;
      const platform = platforms.get(part.platform);
      const counts = platform.countsAs?.(rendered, target);
      return {
        publisher: pacing && counts ? pacedPart(pacing, counts, platform.publisher) : platform.publisher,
        outgoing: { key, part: rendered, earlier, target, media: await handles(media, rendered) },
      };
    }
    const outgoing = { key, part: NOTHING, earlier: [], target: '', media: await handles(media, NOTHING) };
    return { publisher: claimed.kind === 'probe' ? PROBE : notice(claimed, notices, pacing), outgoing };
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

function notice(claimed: Claimed, notices: Notices, pacing: Pacing | undefined): Publisher {
  const { cardId, payload } = claimed;
  const what = { cardId, payload };
  const publisher: Publisher = { commit: ({ signal }) => notices.send(what, signal) };
  return pacing ? pacedNotice(pacing, () => notices.request(what), publisher) : publisher;
}
