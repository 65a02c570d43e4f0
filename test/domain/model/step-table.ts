import type { AttemptStatus, DeliveryEvent, DeliveryRow, DeliveryState } from '../../../src/domain/delivery.js';
import { type Step, step } from '../../../src/domain/delivery-step.js';

/**
 * A journal in short: one letter for each attempt, `!` behind the one that is committing, `-` where there is none.
 * o open, r refused, k known, g gone.
 */
const STATUS: Readonly<Record<string, AttemptStatus>> = { o: 'open', r: 'refused', k: 'known', g: 'gone' };

export const DUE = new Date('2026-03-01T12:00:00Z');
export const GIVE_UP = new Date('2026-03-02T12:00:00Z');
export const LATER = new Date('2026-03-01T12:05:00Z');
const failure = { kind: 'bug', message: '' } as const;

export const EVENTS: Readonly<Record<string, DeliveryEvent>> = {
  claim: { type: 'claim' },
  mark: { type: 'mark' },
  wait: { type: 'wait', until: LATER },
  publish: { type: 'publish', receipt: { kind: 'published' } },
  handOver: { type: 'handOver', receipt: { kind: 'handed_over' } },
  retry: { type: 'retry', at: LATER, failure },
  'retry?': { type: 'retry', at: LATER, failure, uncertain: true },
  fail: { type: 'fail', failure },
  lose: { type: 'lose', failure },
  release: { type: 'release' },
  hold: { type: 'hold' },
  cancel: { type: 'cancel' },
  leave: { type: 'leave' },
  unpublish: { type: 'unpublish', at: LATER },
  removed: { type: 'removed' },
  keep: { type: 'keep', failure },
  resend: { type: 'resend', at: LATER },
  reopen: { type: 'reopen', at: LATER },
  there1: { type: 'confirm', attempt: 1, receipt: { kind: 'published' } },
  there2: { type: 'confirm', attempt: 2, receipt: { kind: 'published' } },
  taken1: { type: 'confirm', attempt: 1, receipt: { kind: 'handed_over' } },
  refused1: { type: 'refuse', attempt: 1, failure },
  refused2: { type: 'refuse', attempt: 2, failure },
  'refused?': { type: 'refuse', attempt: null, failure },
  never1: { type: 'refuse', attempt: 1, failure, gone: true },
  again1: { type: 'refuse', attempt: 1, failure, gone: true, retryAt: LATER },
  move: { type: 'move', at: LATER },
};

export function rowOf(state: DeliveryState, journal: string): DeliveryRow {
  const letters = journal.replaceAll(/[-!]/g, '');
  const attempts = [...letters].map((letter) => STATUS[letter] ?? 'open');
  const marked = journal.indexOf('!');
  return { state, attempts, committing: marked < 0 ? null : marked, tries: 1, dueAt: DUE, giveUpAt: GIVE_UP };
}

export function journalOf({ attempts, committing }: DeliveryRow): string {
  return attempts.map((status, i) => status.slice(0, 1) + (committing === i + 1 ? '!' : '')).join('') || '-';
}

/** `event` for what moves nothing, `event:state journal` for what does, `event~` for what waits; what is not allowed is left out. */
export function stepsFrom(state: DeliveryState, journal: string): string {
  const row = rowOf(state, journal);
  return Object.entries(EVENTS)
    .flatMap(([name, event]) => {
      const after = step(row, event);
      return after ? [name + resultOf(row, after)] : [];
    })
    .join(', ');
}

function resultOf(row: DeliveryRow, after: Step): string {
  const [from, to] = [journalOf(row), journalOf(after)];
  if (after.pending) return '~';
  if (after.state === row.state && from === to) return '';
  return `:${after.state}${from === to ? '' : ` ${to}`}`;
}
