import { z } from 'zod';
import type { Receipt } from '../../domain/delivery.js';
import { type FailureInfo, PlatformError } from '../../domain/failure.js';
import { type Graph, type GraphCaller, graphId } from '../meta/graph.js';
import type { Outgoing } from '../platform.js';
import { type Checkpoint, readCheckpoint } from './checkpoint.js';
import { readStatus } from './containers.js';
import { fitting } from './find.js';

/** Said of a container that is unknown, expired, or published already: the container itself knows which. */
const DOUBTFUL = new Set(['24/2207006', '24/2207008']);
/** The same container is offered this often before another one is made. */
const OFFERS_MAX = 2;

/** One `media_publish`. Where a container is published already, by whatever request, none is sent. */
export async function commit(graph: Graph, caller: GraphCaller, out: Outgoing<unknown, unknown>): Promise<Receipt> {
  const kept = readCheckpoint(out.checkpoint);
  const { container } = kept;
  if (!container) throw new PlatformError('bug', 'There is no container to publish', { effect: 'none', restart: true });
  if (kept.published) return receiptOfPublished(graph, caller, out, kept);
  const call = { does: 'media_publish', method: 'POST', path: [out.target, 'media_publish'] } as const;
  try {
    const params = { creation_id: container.id };
    const { id } = await graph.call(caller, { ...call, params, answer: z.object({ id: graphId }) });
    return { kind: 'published', remoteId: id };
  } catch (thrown) {
    const error = PlatformError.from(thrown);
    if (!DOUBTFUL.has(error.info.code ?? '')) throw error;
    return resolveDoubt(graph, caller, out, { kept, containerId: container.id, error });
  }
}

interface Doubt {
  readonly kept: Checkpoint;
  readonly containerId: string;
  readonly error: PlatformError;
}

async function resolveDoubt(graph: Graph, caller: GraphCaller, out: Outgoing<unknown, unknown>, doubt: Doubt) {
  const { kept, containerId, error } = doubt;
  const { code } = error.info;
  const fail = (info: FailureInfo): PlatformError =>
    new PlatformError('outage', error.message, { ...info, ...(code !== undefined && { code }) });
  const status = await readStatus(graph, caller, containerId).catch(() => null);
  switch (status?.status_code) {
    case 'PUBLISHED':
      return receiptOfPublished(graph, caller, out, kept);
    case 'EXPIRED':
      throw fail({ effect: 'none', restart: true });
    case 'FINISHED':
      throw fail({ effect: 'none', ...(kept.offered >= OFFERS_MAX && { restart: true }) });
    default:
      throw fail({ effect: 'uncertain' });
  }
}

/** It is live, that is certain; which of the media it is may not be. `locate` looks again. */
async function receiptOfPublished(
  graph: Graph,
  caller: GraphCaller,
  out: Outgoing<unknown, unknown>,
  kept: Checkpoint,
): Promise<Receipt> {
  const found = await fitting(graph, caller, out, kept).catch(() => null);
  const [only, ...more] = found?.media ?? [];
  return only && more.length === 0 ? { kind: 'published', remoteId: only.id } : { kind: 'published' };
}
