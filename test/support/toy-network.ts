import type { RenderedPart } from '../../src/domain/content.js';
import type { Receipt } from '../../src/domain/delivery.js';
import { PlatformError } from '../../src/domain/failure.js';
import type { Outgoing, Platform } from '../../src/platforms/platform.js';

/** A network at the wire: what was sent to it, what can be seen there, and what goes wrong with the next request. */
export interface ToyNetwork {
  readonly platform: Platform;
  /** Every request that reached it, in order: `send first`, `edit first → second`, `remove second`. */
  readonly log: string[];
  /** What can be seen, by the network's own id. */
  readonly live: Map<string, { readonly account: string; text: string }>;
  /** Thrown by the next requests, one each, after their effect where the error does not say `none`. */
  readonly faults: PlatformError[];
  /** What each edit was told of the words that are live; null where nobody is certain. */
  readonly taken: (string | null)[];
}

interface Wanted {
  readonly id: string;
  readonly name: string;
  /** Left out where it lets nobody change or take away what is live. */
  readonly changes?: boolean;
}

/** Each line of a text becomes a part. */
export function openToyNetwork({ id, name, changes = true }: Wanted): ToyNetwork {
  const log: string[] = [];
  const live: ToyNetwork['live'] = new Map();
  const faults: PlatformError[] = [];
  const taken: ToyNetwork['taken'] = [];
  let sent = 0;

  function request(what: string, effect: () => void): void {
    log.push(what);
    const fault = faults.shift();
    if (fault?.info.effect !== 'none') effect();
    if (fault) throw fault;
  }

  async function commit({ part, target }: Outgoing<unknown>): Promise<Receipt> {
    const remoteId = `${id}-${(sent += 1)}`;
    request(`send ${part.text}`, () => live.set(remoteId, { account: target, text: part.text }));
    return { kind: 'published', remoteId };
  }
  async function edit({ part, live: was }: Outgoing<unknown>, { remoteId = '' }: Receipt): Promise<void> {
    const message = live.get(remoteId);
    if (!message) throw new PlatformError('missing', 'message to edit not found', { effect: 'none' });
    taken.push(was?.text ?? null);
    request(`edit ${message.text} → ${part.text}`, () => (message.text = part.text));
  }
  async function remove(_out: Outgoing<unknown>, { remoteId = '' }: Receipt): Promise<void> {
    request(`remove ${live.get(remoteId)?.text ?? 'what is gone'}`, () => live.delete(remoteId));
  }

  const platform: Platform = {
    id,
    capabilities: {
      name,
      textMax: 4096,
      captionMax: 1024,
      media: [],
      ...(changes && { edit: ['text', 'media'] as const }),
    },
    render: ({ text }) => ({ parts: text.split('\n').map(partOf) }),
    preflight: () => [],
    readLink: (link) => /\/post\/(.+)$/.exec(link)?.[1] ?? null,
    publisher: { commit, ...(changes && { edit, remove }) },
  };
  return { platform, log, live, faults, taken };
}

function partOf(text: string, place: number): RenderedPart {
  return { name: place === 0 ? 'main' : `part${place}`, text, entities: [], media: [] };
}
