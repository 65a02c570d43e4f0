/** One measured figure, and what it is held against. */
export interface Figure {
  readonly what: string;
  readonly unit: 's' | 'ms' | 'MB' | '/s';
  /** One for each repetition. */
  readonly runs: readonly number[];
  /** The bare baseline, measured beside each of the runs. */
  readonly bare?: readonly number[];
  /** As in "Numbers to reach"; a rate is to be at least so much, anything else at most. */
  readonly goal?: number;
  /** Instead of a goal: at least this share of the baseline's rate. */
  readonly shareOfBare?: number;
}

/** Keeps something longer beside the figures, such as a plan of the database. */
export type Note = (title: string, text: string) => void;

/** A table for a terminal and for Markdown alike: medians, the spread of the runs, and the ratio to the baseline. */
export function table(figures: readonly Figure[]): string {
  const head = ['what', 'median', 'spread', 'bare', 'ratio', 'to reach', ''];
  const body = figures.map(cells);
  const widths = head.map((title, i) => Math.max(title.length, 3, ...body.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('\n');
}

function cells(figure: Figure): string[] {
  const { what, unit, runs, bare } = figure;
  const value = median(runs);
  return [
    what,
    `${round(value)} ${unit}`,
    runs.length === 1 ? 'one run' : `${round(Math.min(...runs))}–${round(Math.max(...runs))}`,
    bare ? `${round(median(bare))} ${unit}` : '',
    bare ? `× ${ratio(runs, bare).toFixed(2)}` : '',
    ...verdict(figure, value),
  ];
}

function said(isReached: boolean): string {
  return isReached ? 'yes' : 'NO';
}

function verdict({ unit, runs, bare, goal, shareOfBare }: Figure, value: number): [string, string] {
  if (shareOfBare !== undefined && bare)
    return [`≥ × ${shareOfBare.toFixed(2)}`, said(ratio(runs, bare) >= shareOfBare)];
  if (goal === undefined) return ['', ''];
  return unit === '/s' ? [`≥ ${goal} ${unit}`, said(value >= goal)] : [`≤ ${goal} ${unit}`, said(value <= goal)];
}

/** Of runs beside each other, for the machine is not equally busy all the time. */
function ratio(runs: readonly number[], bare: readonly number[]): number {
  if (runs.length !== bare.length) return median(runs) / median(bare);
  return median(runs.map((value, i) => value / (bare[i] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
