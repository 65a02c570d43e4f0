import { afterError, afterUnready, MAX_RETRIES } from '../domain/after-error.js';
import type { DeliveryEvent, Receipt } from '../domain/delivery.js';
import { step } from '../domain/delivery-step.js';
import { type Failure, FAILURES, PlatformError } from '../domain/failure.js';
import { limitIn } from '../domain/limit.js';
import type { Claimed } from '../db/claimed.js';
import type { Aftermath } from '../db/delivery-write.js';
import type { DeliveryStore } from '../db/delivery-store.js';
import type { Outgoing, Publisher } from '../platforms/platform.js';
import { type Clock, type Ids, type Log, type SpanFacts, type Tally, type Tracer, untraced } from '../ports.js';
import { bind, readBound } from './bound-checkpoint.js';
import { tallyRequest, tallySettled } from './tally-deliveries.js';

/** How to send one claimed row: its publisher, and the row in the publisher's terms. */
export interface Dispatch {
  readonly publisher: Publisher;
  readonly outgoing: Omit<Outgoing<unknown>, 'checkpoint' | 'signal'>;
  /** A second look, by the network's own word: does the account open after all? Absent where it cannot be asked. */
  readonly stillOpens?: (signal: AbortSignal) => Promise<boolean>;
}

export interface RunDeps {
  readonly store: DeliveryStore;
  /** Throws a `PlatformError` where the row cannot be sent at all. */
  readonly dispatch: (claimed: Claimed) => Promise<Dispatch>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly leaseMs: number;
  /** Left out where nobody counts. */
  readonly tally?: Tally;
  /** Left out where nothing is traced. */
  readonly tracer?: Tracer;
  /** Told after a row settled, with the ids of what it made due, so that they leave at once. */
  readonly settled: (claimed: Claimed, event: DeliveryEvent, due: readonly string[]) => void;
}

/** A request may take two thirds of the lease; the rest is for settling. */
const REQUEST_SHARE = 2 / 3;

/**
 * Takes one claimed row to the network: prepare → mark → commit → settle. The attempt is journalled by the mark, before the one
 * request that makes something public; whatever goes wrong, `afterError` alone decides what becomes of the row.
 */
export async function runDelivery(deps: RunDeps, first: Claimed): Promise<void> {
  let claimed = first;
  let receipt: Receipt;
  let dispatch: Dispatch | null = null;
  try {
    dispatch = await deps.dispatch(claimed);
    const { publisher, outgoing } = dispatch;
    const checkpoint = await traced(deps, claimed, 'prepare', () => prepare(deps, first, publisher, outgoing));
    if (checkpoint === WAITS) return;
    const mark = await traced(deps, claimed, 'mark', () => orAway(deps.store.markCommitting(first, deps.clock.now())));
    if (mark.kind === 'lost') return;
    if (mark.kind === 'release') return void (await settle(deps, claimed, { type: 'release' }));
    claimed = mark.claimed;
    if (deps.tally) tallyRequest(deps.tally, claimed, deps.clock.now());
    receipt = await traced(deps, claimed, 'commit', () =>
      withinLease(deps, first, (signal) => publisher.commit({ ...outgoing, checkpoint, signal })),
    );
  } catch (thrown) {
    if (thrown instanceof StoreAway) return giveBack(deps, claimed, thrown);
    const error = PlatformError.from(thrown);
    const refused = await takeToHeart(deps, claimed, dispatch, error);
    return void (await settle(deps, claimed, decide(deps, claimed, error), { refused }));
  }
  const event = { type: receipt.kind === 'published' ? 'publish' : 'handOver', receipt } as const;
  await settle(deps, claimed, event, { locates: dispatch.publisher.locate !== undefined });
}

/** A step of a delivery that belongs to somebody's tap; probes and notices would only be noise. */
function traced<T>(
  { tracer = untraced }: RunDeps,
  { trace }: Claimed,
  name: string,
  work: () => Promise<T>,
  facts: SpanFacts = {},
): Promise<T> {
  return trace === null ? work() : tracer.span(name, facts, work);
}

/** What a failure says about the rest of the account: a limit is kept at once; what opens it no more is returned. */
async function takeToHeart(
  deps: RunDeps,
  claimed: Claimed,
  dispatch: Dispatch | null,
  error: PlatformError,
): Promise<Aftermath['refused']> {
  const { part } = claimed;
  if (!part) return undefined;
  const limit = limitIn(error, part, deps.clock.now());
  // Forgotten is not lost: the next request learns it again.
  if (limit) await deps.store.limit(limit).catch((err: unknown) => deps.log.warn({ err }, 'A limit could not be kept'));
  if (!FAILURES[error.kind].reconnect) return undefined;
  const ask = dispatch?.stillOpens;
  const opens = ask !== undefined && (await withinLease(deps, claimed, ask).catch(() => false));
  return opens ? undefined : { sealed: part.sealed };
}

const WAITS = Symbol('not ready yet');

/** Runs the preparation as far as it goes now; its checkpoint is kept, so that a crash resumes. */
async function prepare(
  deps: RunDeps,
  claimed: Claimed,
  publisher: Publisher,
  outgoing: Dispatch['outgoing'],
): Promise<unknown> {
  const run = publisher.prepare?.bind(publisher);
  if (!run) return null;
  const kept = readBound(claimed.part, claimed.checkpoint);
  const prepared = await withinLease(deps, claimed, (signal) => run({ ...outgoing, checkpoint: kept, signal }));
  const bound = bind(claimed.part, prepared.checkpoint);
  if (!(await orAway(deps.store.saveCheckpoint(claimed, bound)))) return WAITS;
  if (prepared.ready) return prepared.checkpoint;
  const { giveUpAt } = claimed.row;
  await settle(deps, claimed, afterUnready(prepared.resumeInMs, { giveUpAt, now: deps.clock.now() }));
  return WAITS;
}

/** Aborts before the lease ends, and does not begin at all when the worker has slept past it. */
export async function withinLease<T>(
  deps: RunDeps,
  claimed: Claimed,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const leftMs = claimed.leaseUntil.getTime() - deps.clock.now().getTime() - deps.leaseMs * (1 - REQUEST_SHARE);
  if (leftMs <= 0) throw new PlatformError('timeout', 'The worker was too late to send it', { effect: 'none' });
  return work(AbortSignal.timeout(Math.ceil(leftMs)));
}

export function decide(deps: RunDeps, claimed: Claimed, error: PlatformError): DeliveryEvent {
  if (error.kind === 'bug')
    deps.log.error({ delivery: claimed.id, err: error.cause ?? error }, 'A delivery failed by a fault of ours');
  const { committing, tries, giveUpAt } = claimed.row;
  const { repeatable } = claimed;
  return afterError(error, {
    committing,
    tries,
    giveUpAt,
    repeatable,
    now: deps.clock.now(),
    random: deps.ids.random(),
  });
}

/** Postgres failed us before the request. */
class StoreAway extends Error {}

async function orAway<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new StoreAway('Postgres did not answer', { cause });
  });
}

const AWAY: Failure = { kind: 'outage', message: 'The database was away before this could be sent' };

/**
 * Nothing was sent, so the row goes back as from a worker that died, which counts as a try. The mark may have been written all the same,
 * only its answer lost: then its attempt is closed as one that never left.
 */
async function giveBack(deps: RunDeps, claimed: Claimed, thrown: StoreAway): Promise<void> {
  deps.log.error({ delivery: claimed.id, err: thrown.cause }, 'A delivery was interrupted before it was sent');
  const again = claimed.row.tries < MAX_RETRIES;
  const fail: DeliveryEvent = { type: 'fail', failure: AWAY };
  if (await settle(deps, claimed, again ? { type: 'release', lapsed: true } : fail)) return;
  const row = step(claimed.row, { type: 'mark' });
  if (!row) return;
  const marked = { ...claimed, version: claimed.version + 1, row };
  await settle(deps, marked, again ? { type: 'retry', at: deps.clock.now(), failure: AWAY } : fail);
}

/** While Postgres is away we hold on to what we learned: forgetting a receipt would make a post unknown that is not. */
const SETTLE_TRIES = 40;

/** False where the row was not ours any more, or could not be written at all. */
export async function settle(
  deps: RunDeps,
  claimed: Claimed,
  event: DeliveryEvent,
  aftermath: Aftermath = {},
): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      return await traced(deps, claimed, 'settle', () => write(deps, claimed, event, aftermath), { event: event.type });
    } catch (err) {
      deps.log.error({ delivery: claimed.id, err, tries }, 'What became of a delivery could not be written');
      if (tries === SETTLE_TRIES) return false;
      await deps.clock.sleep(Math.min(250 * 2 ** tries, 10_000));
    }
  }
}

async function write(deps: RunDeps, claimed: Claimed, event: DeliveryEvent, aftermath: Aftermath): Promise<boolean> {
  const now = deps.clock.now();
  const due = await deps.store.settle(claimed, event, now, aftermath);
  const failure = 'failure' in event ? event.failure?.kind : undefined;
  const { id: delivery, kind, publicationId: publication, part } = claimed;
  const facts = { delivery, kind, publication, platform: part?.platform, event: event.type, failure };
  deps.log[levelOf(kind, event, due !== null)]({ ...facts, ours: due !== null }, 'Delivery settled');
  if (due && deps.tally) tallySettled(deps.tally, claimed, event);
  const learned = due === null && evidenceIn(claimed, event);
  if (learned) await deps.store.learn(claimed.id, 'late_answer', learned, now);
  if (due) deps.settled(claimed, event, due);
  return due !== null;
}

/** A warning is what somebody may have to look at; cards and heartbeats that went well are for whoever debugs. */
function levelOf(kind: Claimed['kind'], { type }: DeliveryEvent, ours: boolean): 'debug' | 'info' | 'warn' {
  if (!ours || type === 'fail' || type === 'lose') return 'warn';
  return kind === 'part' || kind === 'edit' ? 'info' : 'debug';
}

/** Where the row is not ours any more, what the network said about the attempt is evidence, and still counts. */
function evidenceIn(claimed: Claimed, event: DeliveryEvent): DeliveryEvent | null {
  const attempt = claimed.row.committing;
  if (attempt === null) return null;
  if (event.type === 'publish' || event.type === 'handOver')
    return { type: 'confirm', attempt, receipt: event.receipt };
  const refused = event.type === 'fail' || event.type === 'wait' || (event.type === 'retry' && !event.uncertain);
  return refused && event.failure ? { type: 'refuse', attempt, failure: event.failure } : null;
}
