import type { Claimed } from '../db/claimed.js';
import type { DeliveryEvent } from '../domain/delivery.js';
import { PlatformError } from '../domain/failure.js';
import { decide, type RunDeps, settle, withinLease } from './run-delivery.js';

/**
 * Takes every known copy of one claimed part away from the network. No mark is made: deleting may be repeated, what is gone already is
 * success, and a worker that dies half-way is simply followed by another.
 */
export async function runRemoval(deps: RunDeps, claimed: Claimed): Promise<void> {
  await settle(deps, claimed, await remove(deps, claimed));
}

async function remove(deps: RunDeps, claimed: Claimed): Promise<DeliveryEvent> {
  try {
    const { publisher, outgoing } = await deps.dispatch(claimed);
    const takeAway = publisher.remove?.bind(publisher);
    if (!takeAway) throw new PlatformError('invalid', 'This network does not let tools delete');
    for (const copy of claimed.part?.copies ?? []) {
      await withinLease(deps, claimed, (signal) => takeAway({ ...outgoing, checkpoint: null, signal }, copy));
    }
    return { type: 'removed' };
  } catch (thrown) {
    const event = decide(deps, { ...claimed, repeatable: true }, PlatformError.from(thrown));
    return event.type === 'fail' ? { type: 'keep', failure: event.failure } : event;
  }
}
