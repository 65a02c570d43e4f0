import type { DeliveryEvent, DeliveryRow } from '../../../src/domain/delivery.js';
import type { House, Setting } from './house.js';

/** One step of the model's clock. `lateAfter` is one step too, and a retry comes within one. */
export const TICK_MS = 600_000;

/**
 * What really became of an attempt, which nobody in the house can see.
 * marked: journalled, not sent yet; wire: sent, may take effect at any time; accepted: a bridge has it; failed: the bridge had it and gave up;
 * lost: never takes effect, and nobody says so; gone: the network guarantees that it never will.
 */
export type Truth = 'marked' | 'wire' | 'accepted' | 'live' | 'refused' | 'failed' | 'lost' | 'gone' | 'deleted';

export interface Sent {
  readonly truth: Truth;
  /** The revision whose content it carries. */
  readonly rev: number;
  /** Attempts up to this number were open when a person last said "send again". */
  readonly excused: number;
}

export type Evidence = DeliveryEvent & { readonly type: 'confirm' | 'refuse' };

export interface Row {
  readonly d: DeliveryRow;
  readonly sent: readonly Sent[];
  readonly rev: number;
  /** Ms: the time that people, the platform's waits and retries have given it; judged at the mark. */
  readonly plan: number;
  readonly leased: boolean;
  readonly pending: readonly Evidence[];
  /** Revision that the checkpoint was made for; 0 is none. */
  readonly checkpoint: number;
  readonly excused: number;
}

export interface Worker {
  readonly at: 'idle' | 'claimed' | 'ready' | 'marked' | 'sent' | 'deleted';
  readonly part: number;
  readonly attempt: number;
  readonly rev: number;
  /** Lease and version are still those that it holds. */
  readonly fence: boolean;
}

export type Budget = { readonly [K in keyof Setting['budget']]: number };

export interface Tap {
  readonly part: number;
  readonly event: 'resend' | 'reopen' | 'release';
  readonly attempts: number;
}

export interface World {
  readonly tick: number;
  readonly frozen: boolean;
  /** The post's revision; which one it is approved for (0: in review), whether those who approved still may. */
  readonly rev: number;
  readonly approvedRev: number;
  readonly approverMay: boolean;
  readonly dueTick: number;
  readonly rows: readonly Row[];
  readonly workers: readonly Worker[];
  readonly tap: Tap | null;
  readonly budget: Budget;
  /** The promise that was broken on the way here. */
  readonly broken: string | null;
}

const IDLE: Worker = { at: 'idle', part: 0, attempt: 0, rev: 0, fence: false };

export function firstWorld({ setting }: House): World {
  const dueAt = new Date(setting.dueTick * TICK_MS);
  const giveUpAt = new Date(dueAt.getTime() + setting.giveUpTicks * TICK_MS);
  const d: DeliveryRow = { state: 'scheduled', attempts: [], committing: null, tries: 0, dueAt, giveUpAt };
  const row: Row = {
    d,
    sent: [],
    rev: 1,
    plan: dueAt.getTime(),
    leased: false,
    pending: [],
    checkpoint: 0,
    excused: 0,
  };
  return {
    tick: 0,
    frozen: false,
    rev: 1,
    approvedRev: 1,
    approverMay: true,
    dueTick: setting.dueTick,
    rows: Array.from({ length: setting.parts }, () => row),
    workers: [IDLE, IDLE],
    tap: null,
    budget: setting.budget,
    broken: null,
  };
}

export function nowOf(world: World): Date {
  return new Date(world.tick * TICK_MS);
}

export function rowOf(world: World, part: number): Row {
  const row = world.rows[part];
  if (!row) throw new Error(`No part ${part}`);
  return row;
}

export function withRow(world: World, part: number, change: Partial<Row>): World {
  return { ...world, rows: world.rows.with(part, { ...rowOf(world, part), ...change }) };
}

export function withTruth(world: World, part: number, attempt: number, truth: Truth): World {
  const { sent } = rowOf(world, part);
  const old = sent[attempt - 1];
  if (!old) throw new Error(`No attempt ${attempt}`);
  return withRow(world, part, { sent: sent.with(attempt - 1, { ...old, truth }) });
}

export function withWorker(world: World, index: number, change: Partial<Worker> | null): World {
  const old = world.workers[index];
  if (!old) throw new Error(`No worker ${index}`);
  return { ...world, workers: world.workers.with(index, change ? { ...old, ...change } : IDLE) };
}

/** Null where there is nothing left to spend. */
export function spend(world: World, what: keyof Budget): World | null {
  const left = world.budget[what];
  return left > 0 ? { ...world, budget: { ...world.budget, [what]: left - 1 } } : null;
}

export function isAway(truth: Truth): boolean {
  return truth === 'live' || truth === 'marked' || truth === 'wire' || truth === 'accepted';
}

/** Two worlds with one key behave alike. Which worker is which does not matter. */
export function keyOf(world: World): string {
  let key = `${world.tick}${world.frozen ? 'f' : '-'}${world.rev}${world.approvedRev}${world.approverMay ? 'y' : 'n'}${world.dueTick}`;
  for (const row of world.rows) key += rowKey(row);
  const [first = '', second = ''] = world.workers.map(workerKey);
  key += first < second ? `|${first}|${second}|` : `|${second}|${first}|`;
  if (world.tap) key += `${world.tap.part}${world.tap.event}${world.tap.attempts}`;
  for (const left of Object.values(world.budget)) key += left;
  return key;
}

const rowKeys = new WeakMap<Row, string>();
const rowNumbers = new Map<string, number>();

/** Most steps leave most rows as they are; a number instead of the whole row keeps the keys of worlds short, and the search a third faster. */
function rowKey(row: Row): string {
  const known = rowKeys.get(row);
  if (known !== undefined) return known;
  const said = sayRow(row);
  const number = rowNumbers.get(said) ?? rowNumbers.size;
  rowNumbers.set(said, number);
  const key = `/${number.toString(36)}`;
  rowKeys.set(row, key);
  return key;
}

function sayRow(row: Row): string {
  const { d } = row;
  let key = `${d.state}${d.committing ?? '-'},${d.tries},${d.dueAt.getTime() / 1000},${d.giveUpAt.getTime() / 1000},${row.plan / 1000}`;
  key += `,${row.rev}${row.leased ? 'l' : '-'}${row.checkpoint}${row.excused}`;
  for (let i = 0; i < row.sent.length; i++) {
    const sent = row.sent[i];
    key += `${d.attempts[i]?.slice(0, 2)}${sent?.truth.slice(0, 2)}${sent?.rev}${sent?.excused}`;
  }
  for (const evidence of row.pending) key += evidenceKey(evidence);
  return key;
}

export function evidenceKey(evidence: Evidence): string {
  if (evidence.type === 'confirm') return `c${evidence.attempt}${evidence.receipt.kind}`;
  return `r${evidence.attempt ?? '?'}${evidence.gone ? 'g' : ''}`;
}

function workerKey({ at, part, attempt, rev, fence }: Worker): string {
  return at === 'idle' ? 'i' : `${at}${part}${attempt}${rev}${fence ? 'y' : 'n'}`;
}
