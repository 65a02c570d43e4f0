/** One measured figure, and what it is held against. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The bare baseline of the same run. */
  readonly baseline?: number;
  /** As in "Numbers to reach". */
  readonly goal?: string;
}

/** A table for a terminal and for Markdown alike. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, baseline, goal }) => [
    what,
    `${round(value)} ${unit}`,
    baseline === undefined ? '' : `× ${(value / baseline).toFixed(2)}`,
    goal ?? '',
  ]);
  return [['what', 'measured', 'of baseline', 'to reach'], ['---', '---', '---', '---'], ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
