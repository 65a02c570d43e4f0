import type { Claimed } from '../db/claimed.js';
import type { RenderedPart } from '../domain/content.js';
import type { Publisher } from '../platforms/platform.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { MediaStore, Notices } from '../ports.js';
import { approvedPart, type Dispatch } from './run-delivery.js';

interface Senders {
  readonly platforms: PlatformRegistry;
  readonly notices: Notices;
  readonly media: MediaStore;
}

/** Who sends a claimed row: the account's platform, the bot for notices, nobody for a probe. */
export function createDispatch({ platforms, notices, media }: Senders): (claimed: Claimed) => Dispatch {
  const handle = (ref: RenderedPart['media'][number]) => ({ ref, open: () => media.open(ref.hash) });
  return (claimed) => {
    const { id: key } = claimed;
    if (claimed.kind === 'part') {
      const { part, rendered } = approvedPart(claimed);
      const { earlier, target } = part;
      return {
        publisher: platforms.get(part.platform).publisher,
        outgoing: { key, part: rendered, earlier, target, media: handle },
      };
    }
    const outgoing = { key, part: NOTHING, earlier: [], target: '', media: handle };
    return { publisher: claimed.kind === 'probe' ? PROBE : notice(claimed, notices), outgoing };
  };
}

const NOTHING: RenderedPart = { name: 'main', text: '', entities: [], media: [] };

/** Goes through the whole path and touches no network. */
const PROBE: Publisher = { commit: async () => ({ kind: 'published' }) };

function notice(claimed: Claimed, notices: Notices): Publisher {
  const { cardId, payload } = claimed;
  return { commit: ({ signal }) => notices.send({ cardId, payload }, signal) };
}
