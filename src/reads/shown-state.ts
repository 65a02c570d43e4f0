import type { DeliveryState } from '../domain/delivery.js';
import type { PostState } from '../domain/post.js';

/** What a post is called on its card. The last nine are shown for an approved post and never stored. */
export const SHOWN_STATES = [
  'draft',
  'in_review',
  'changes_requested',
  'rejected',
  'archived',
  'scheduled',
  'frozen',
  'going_out',
  'live',
  'partly_live',
  'needs_care',
  'left_alone',
  'taking_down',
  'taken_down',
] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

export interface ShownPart {
  readonly state: DeliveryState;
  readonly dueAt: Date;
}

const CARE: readonly DeliveryState[] = ['unknown', 'held', 'failed'];
const OUT: readonly DeliveryState[] = ['published', 'handed_over'];
/** By a freeze. */
const STOPPED: readonly DeliveryState[] = ['scheduled', 'waiting'];
const LEAVING: readonly DeliveryState[] = ['publishing', 'waiting'];

/** The post's state in one word, from its own state and those of its parts. Cancelled and removed parts do not count. */
export function shownState(state: PostState, parts: readonly ShownPart[], now: Date, frozen = false): ShownState {
  if (state !== 'approved') return state;
  const counted = parts.filter((part) => part.state !== 'cancelled' && part.state !== 'removed');
  const some = (states: readonly DeliveryState[]) => counted.some((part) => states.includes(part.state));
  if (counted.length === 0 && parts.some((part) => part.state === 'removed')) return 'taken_down';
  if (some(CARE)) return 'needs_care';
  if (some(OUT)) return counted.every((part) => OUT.includes(part.state)) ? 'live' : 'partly_live';
  if (frozen && some(STOPPED) && !some(['publishing'])) return 'frozen';
  if (some(LEAVING)) return 'going_out';
  if (some(['removing'])) return 'taking_down';
  if (some(['left'])) return 'left_alone';
  return counted.some((part) => part.dueAt <= now) ? 'going_out' : 'scheduled';
}
