import { FAILURES, PlatformError } from '../../domain/failure.js';
import type { Clock } from '../../ports.js';
import { meaningOfSubcode } from '../meta/errors.js';
import type { Graph, GraphCaller } from '../meta/graph.js';
import type { Outgoing, Prepared } from '../platform.js';
import { type Checkpoint, type Container, CONTAINER_LIFE_MS, readCheckpoint } from './checkpoint.js';
import { carouselParams, createContainer, itemParams, readStatus, singleParams } from './containers.js';
import { optionsOf } from './options.js';

const FIRST_POLL_MS = 1_000;
const LONGEST_POLL_MS = 60_000;
/** A call ends in time for its checkpoint to be kept, however slowly Instagram takes the items of a carousel. */
const LONG_CALL_MS = 10_000;

export interface PrepareDeps {
  readonly graph: Graph;
  readonly clock: Pick<Clock, 'now'>;
}

type Preparing = Outgoing<unknown, unknown>;

/**
 * Makes the containers and waits until Instagram has processed them. Each call goes on where the checkpoint stands: a container that is
 * there is never made twice, because an account may make only 400 a day.
 */
export async function prepare(deps: PrepareDeps, caller: GraphCaller, out: Preparing): Promise<Prepared<Checkpoint>> {
  const kept = readCheckpoint(out.checkpoint);
  if (kept.published) return { ready: true, checkpoint: kept };
  if (kept.container) return awaitContainer(deps, caller, kept, kept.container);
  if (optionsOf(out.part).kind !== 'carousel') {
    const id = await createContainer(deps.graph, caller, out.target, singleParams(out.part, out.media));
    return fresh({ ...kept, container: born(deps, id) });
  }
  if (kept.children.length < out.part.media.length) return createItems(deps, caller, out, kept);
  return joinItems(deps, caller, out, kept);
}

async function createItems(
  deps: PrepareDeps,
  caller: GraphCaller,
  out: Preparing,
  kept: Checkpoint,
): Promise<Prepared<Checkpoint>> {
  const children = [...kept.children];
  const began = deps.clock.now().getTime();
  for (const [index, ref] of out.part.media.entries()) {
    if (index < kept.children.length) continue;
    try {
      const id = await createContainer(deps.graph, caller, out.target, itemParams(ref, out.media));
      children.push({ ...born(deps, id), finished: false });
    } catch (thrown) {
      const error = ofItem(PlatformError.from(thrown), index);
      // What was made is kept first; where the failure stays, the next call meets it at once.
      if (children.length === kept.children.length || FAILURES[error.kind].retry === false) throw error;
      const resumeInMs = Math.max(error.info.retryAfterMs ?? 0, FIRST_POLL_MS);
      return { ready: false, checkpoint: { ...kept, children }, resumeInMs };
    }
    if (deps.clock.now().getTime() - began > LONG_CALL_MS) break;
  }
  return fresh({ ...kept, children });
}

/** An item that is not processed yet would spoil the carousel. */
async function joinItems(
  deps: PrepareDeps,
  caller: GraphCaller,
  out: Preparing,
  kept: Checkpoint,
): Promise<Prepared<Checkpoint>> {
  const children: Checkpoint['children'] = [];
  for (const [index, child] of kept.children.entries()) {
    const finished = child.finished || (await isFinished(deps, caller, child, index));
    children.push({ ...child, finished });
  }
  if (children.some(({ finished }) => !finished)) return again({ ...kept, children });
  const ids = children.map(({ id }) => id);
  const id = await createCarousel(deps, caller, out, ids);
  return fresh({ ...kept, children, container: born(deps, id) });
}

/** An item that Instagram has lost meanwhile is no end: all of them are made anew. */
async function createCarousel(deps: PrepareDeps, caller: GraphCaller, out: Preparing, ids: string[]): Promise<string> {
  try {
    return await createContainer(deps.graph, caller, out.target, carouselParams(out.part, ids));
  } catch (thrown) {
    const error = PlatformError.from(thrown);
    throw error.kind === 'missing' && error.info.restart
      ? new PlatformError('outage', error.message, error.info)
      : error;
  }
}

async function awaitContainer(
  deps: PrepareDeps,
  caller: GraphCaller,
  kept: Checkpoint,
  container: Container,
): Promise<Prepared<Checkpoint>> {
  const state = await stateOf(deps, caller, container);
  if (state === 'PUBLISHED') return { ready: true, checkpoint: { ...kept, published: true } };
  if (state === 'FINISHED') return { ready: true, checkpoint: { ...kept, offered: kept.offered + 1 } };
  return again(kept);
}

async function isFinished(deps: PrepareDeps, caller: GraphCaller, child: Container, index: number): Promise<boolean> {
  try {
    return (await stateOf(deps, caller, child)) === 'FINISHED';
  } catch (thrown) {
    throw ofItem(PlatformError.from(thrown), index);
  }
}

/** Throws where the container is no good any more. */
async function stateOf(deps: PrepareDeps, caller: GraphCaller, container: Container) {
  const { status_code: code, status = '' } = await statusOf(deps, caller, container);
  if (code === 'EXPIRED') {
    const info = { effect: 'none', restart: true, retryAfterMs: FIRST_POLL_MS, code } as const;
    throw new PlatformError('not_ready', 'What was prepared has expired and is prepared anew', info);
  }
  if (code === 'ERROR') throw processingFailed(status);
  return code ?? 'IN_PROGRESS';
}

/** Instagram sometimes does not know for a moment what it has just made; only what is past its life is given up. */
async function statusOf(deps: PrepareDeps, caller: GraphCaller, container: Container) {
  try {
    return await readStatus(deps.graph, caller, container.id);
  } catch (thrown) {
    const error = PlatformError.from(thrown);
    if (error.kind !== 'missing') throw error;
    const isOld = deps.clock.now().getTime() - Date.parse(container.createdAt) > CONTAINER_LIFE_MS;
    return { status_code: isOld ? ('EXPIRED' as const) : undefined, status: undefined };
  }
}

/** The status names a subcode, in a sentence or alone. One that we do not know is tried again with a new container. */
function processingFailed(status: string): PlatformError {
  const subcode = /\b\d{7}\b/.exec(status)?.[0];
  const kind = (subcode !== undefined && meaningOfSubcode(Number(subcode))?.kind) || 'outage';
  const message = status === '' || status === subcode ? 'Instagram could not process the file' : status;
  return new PlatformError(kind, message, { effect: 'none', restart: true, code: subcode ?? 'ERROR' });
}

/** Only where the medium is at fault; a dead token is not the third picture's. */
function ofItem(error: PlatformError, mediaIndex: number): PlatformError {
  const isOfMedium = error.kind === 'invalid' || error.kind === 'rejected' || error.info.restart === true;
  return isOfMedium ? new PlatformError(error.kind, error.message, { ...error.info, mediaIndex }) : error;
}

function born({ clock }: PrepareDeps, id: string): Container {
  return { id, createdAt: clock.now().toISOString() };
}

function fresh(checkpoint: Checkpoint): Prepared<Checkpoint> {
  return { ready: false, checkpoint: { ...checkpoint, polls: 0 }, resumeInMs: FIRST_POLL_MS };
}

function again(checkpoint: Checkpoint): Prepared<Checkpoint> {
  const polls = checkpoint.polls + 1;
  return { ready: false, checkpoint: { ...checkpoint, polls }, resumeInMs: pollInMs(polls) };
}

/** 1 s, 2 s, 4 s … 60 s. */
function pollInMs(polls: number): number {
  return Math.min(FIRST_POLL_MS * 2 ** Math.min(polls, 10), LONGEST_POLL_MS);
}
