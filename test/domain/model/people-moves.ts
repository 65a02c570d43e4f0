import type { DeliveryEvent } from '../../../src/domain/delivery.js';
import { mayFollow } from '../../../src/domain/may-leave.js';
import type { House } from './house.js';
import type { Move } from './search.js';
import { apply, broken, countsFor, factsOf, hasLeft, learn } from './store.js';
import { nowOf, rowOf, spend, type Tap, TICK_MS, withRow, type World } from './world.js';

/** Buttons on the cards of rows that wait for a person, each from exactly the version shown. */
export function cardMoves(house: House, world: World): Move[] {
  return [...world.rows.flatMap((_row, part) => buttons(house, world, part)), ...repeatedTap(house, world)];
}

function buttons(house: House, world: World, part: number): Move[] {
  switch (rowOf(world, part).d.state) {
    case 'unknown':
      return [
        ...there(house, world, part),
        ...again(house, world, part, 'resend'),
        ...plain(house, world, part, 'leave'),
      ];
    case 'left':
      return [...there(house, world, part), ...again(house, world, part, 'resend')];
    case 'held':
      return [...again(house, world, part, 'release'), ...drop(house, world, part)];
    case 'failed':
      return [...again(house, world, part, 'reopen'), ...drop(house, world, part)];
    default:
      return [];
  }
}

/** A person sees what is live, and says so. */
function there(house: House, world: World, part: number): Move[] {
  const { d, sent } = rowOf(world, part);
  return sent.flatMap(({ truth }, i) =>
    truth === 'live' && d.attempts[i] === 'open'
      ? [
          {
            label: `tap: ${part}.${i + 1} is there`,
            world: learn(house, world, part, { type: 'confirm', attempt: i + 1, receipt: { kind: 'published' } }),
          },
        ]
      : [],
  );
}

/** "Send again", "try again", "send now": refused unless the revision is approved and the first part is not gone. */
function again(house: House, world: World, part: number, event: Tap['event']): Move[] {
  const row = rowOf(world, part);
  if (house.guards.tapNeedsApproval && !countsFor(world, row.rev)) return [];
  if (house.guards.laterPartWithItsFirst && !firstMayCome(world, part)) return [];
  const spent = event === 'resend' ? spend(world, 'resends') : world;
  const moved = spent && apply(house, spent, part, eventAt(event, world));
  if (!moved) return [];
  const attempts = row.d.attempts.length;
  const excused = event === 'resend' ? attempts : row.excused;
  const next = withRow(moved, part, { excused, plan: nowOf(world).getTime() });
  const judged =
    factsOf(next, part).approvals === 0 ? broken(next, 'a tap took the card away, and nothing can leave') : next;
  const tap = house.guards.tapVersion ? null : { part, event, attempts };
  return [{ label: `tap: ${event} ${part}`, world: { ...judged, tap } }];
}

function firstMayCome(world: World, part: number): boolean {
  return part === 0 || mayFollow(rowOf(world, 0).d);
}

function eventAt(event: Tap['event'], world: World): DeliveryEvent {
  return event === 'release' ? { type: event, now: nowOf(world) } : { type: event, at: nowOf(world) };
}

/** The same tap once more. Its version is outdated by the first one, so that it moves nothing, and is no step here. */
function repeatedTap(house: House, world: World): Move[] {
  if (!world.tap || house.guards.tapVersion) return [];
  const { part, event } = world.tap;
  const moved = apply(house, { ...world, tap: null }, part, eventAt(event, world));
  return moved
    ? [{ label: `the tap ${event} ${part} comes twice`, world: withRow(moved, part, { plan: nowOf(world).getTime() }) }]
    : [];
}

function plain(house: House, world: World, part: number, type: 'leave'): Move[] {
  const next = apply(house, world, part, { type });
  return next ? [{ label: `tap: ${type} ${part}`, world: next }] : [];
}

function drop(house: House, world: World, part: number): Move[] {
  const next = withLaterParts(house, apply(house, world, part, { type: 'cancel' }), part);
  return next ? [{ label: `tap: drop ${part}`, world: next }] : [];
}

/** What follows a part goes with it. */
export function withLaterParts(house: House, world: World | null, part: number): World | null {
  if (!world || !house.guards.laterPartsAlong) return world;
  let next = world;
  for (let later = part + 1; later < world.rows.length; later++) {
    const isLive = rowOf(next, later).d.state === 'published';
    if (!isLive || rowOf(next, part).d.state === 'removing')
      next = apply(house, next, later, isLive ? unpublish(world) : { type: 'cancel' }) ?? next;
  }
  return next;
}

function unpublish(world: World): DeliveryEvent {
  return { type: 'unpublish', at: nowOf(world) };
}

/** The desk: freeze, edit, approve, another time, a member who loses the role, cancel, unpublish. */
export function deskMoves(house: House, world: World): Move[] {
  const busy = world.rows.some(({ d }) => d.committing !== null);
  return [
    ...(world.frozen ? [{ label: 'unfreeze', world: { ...world, frozen: false } }] : []),
    ...paid(world, 'freezes', 'freeze', (next) => (next.frozen ? null : { ...next, frozen: true })),
    ...paid(world, 'edits', 'edit', (next) =>
      busy && house.guards.editRefusedWhileCommitting ? null : edit(house, next),
    ),
    ...paid(world, 'moves', 'another time', (next) => (busy ? null : move(house, next))),
    ...paid(world, 'removals', 'the approver loses the role', (next) => removeApprover(house, next)),
    ...paid(world, 'cancels', 'cancel', (next) => (busy || next.approvedRev === 0 ? null : cancel(house, next))),
    ...world.rows.flatMap((_row, part) =>
      paid(world, 'unpublishes', `unpublish ${part}`, (next) =>
        busy && house.guards.unpublishRefusedWhileCommitting
          ? null
          : withLaterParts(house, apply(house, next, part, unpublish(next)), part),
      ),
    ),
    ...(world.approvedRev === 0 ? [{ label: 'approve', world: approve(house, world) }] : []),
  ];
}

/** Nobody has to do it, so it is no way out of anything. */
function paid(world: World, what: keyof World['budget'], label: string, act: (world: World) => World | null): Move[] {
  const spent = spend(world, what);
  const next = spent && act(spent);
  return next ? [{ label, world: next, whim: true }] : [];
}

function edit(house: House, world: World): World | null {
  if (world.approvedRev === 0) return null;
  if (house.guards.revisionForLife && world.rows.some(hasLeft)) return null;
  return { ...takeBack(house, world, 0), rev: world.rev + 1, approvedRev: 0, approverMay: true };
}

function takeBack(house: House, world: World, from: number): World {
  let next = world;
  for (let part = from; part < world.rows.length; part++) {
    next = apply(house, next, part, { type: 'cancel' }) ?? next;
  }
  return next;
}

/** Of what is approved it moves what waits; approvals stay. What has left once, or is under way, stays where it is. */
function move(house: House, world: World): World | null {
  const dueTick = world.dueTick + 1;
  if (world.approvedRev === 0) return { ...world, dueTick };
  if (!world.approverMay || world.rows.some((row) => hasLeft(row) || row.d.state === 'publishing')) return null;
  const at = new Date(dueTick * TICK_MS);
  let next: World = { ...world, dueTick };
  for (let part = 0; part < world.rows.length; part++) {
    const moved = apply(house, next, part, { type: 'move', at });
    if (moved) next = withRow(moved, part, { plan: at.getTime() });
  }
  return next;
}

function removeApprover(house: House, world: World): World | null {
  if (world.approvedRev === 0 || !world.approverMay) return null;
  if (!house.guards.removedApproverTakesBack) return { ...world, approverMay: false };
  const next = { ...world, approvedRev: 0 };
  return world.rows.some(hasLeft) ? next : takeBack(house, next, 0);
}

function cancel(house: House, world: World): World {
  const next = { ...world, approvedRev: 0 };
  return house.guards.laterPartsAlong ? takeBack(house, next, 0) : (apply(house, next, 0, { type: 'cancel' }) ?? next);
}

/** A publication of which anything may have left keeps what it has; else its rows are bound to what is approved now, at its own time. */
function approve(house: House, world: World): World {
  const next = { ...world, approvedRev: world.rev, approverMay: true };
  return house.guards.revisionForLife && world.rows.some(hasLeft) ? next : bind(house, next);
}

function bind(house: House, world: World): World {
  const planned = new Date(world.dueTick * TICK_MS);
  const at = house.guards.ownTimeOnReapproval ? planned : nowOf(world);
  let next = world;
  for (let part = 0; part < world.rows.length; part++) {
    if (hasLeft(rowOf(world, part))) continue;
    next = withRow(next, part, { rev: world.rev });
    const back = rowOf(next, part).d.state === 'scheduled' ? null : apply(house, next, part, { type: 'reopen', at });
    if (back) next = withRow(back, part, { plan: planned.getTime() });
  }
  return next;
}
