import type { Target } from '../../src/usecases/render-targets.js';
import type { RichTextWriter } from '../rich-text.js';
import type { Facts, Texts } from '../texts.js';

/** What is wrong with a post for its targets, and what to do; the same word about several targets is said once. */
export function writeFindings(to: RichTextWriter, targets: readonly Target[], t: Texts): void {
  const accounts = new Map<string, string[]>();
  for (const { account, findings } of targets) {
    for (const { level, code, facts } of findings) {
      const line = `${level === 'error' ? '❗️' : '💡'} ${findingText(t, code, facts)}`;
      accounts.set(line, [...(accounts.get(line) ?? []), account.name]);
    }
  }
  for (const [line, names] of accounts) to.line(targets.length > 1 ? `${line} (${names.join(', ')})` : line);
}

/** An adapter may know more than this build's texts. */
export function findingText(t: Texts, code: string, facts: Facts): string {
  return t.said(`finding-${code}`, reckoned(facts)) ?? t('finding-other', { code });
}

const MEGABYTE = 1024 * 1024;

/** What people want to know of the measured facts: by how much, and in their units. */
function reckoned(facts: Facts): Facts {
  const { length, max, size, width, height, durationMs, minMs, maxMs } = facts;
  return {
    ...facts,
    ...(typeof length === 'number' && typeof max === 'number' && { over: length - max }),
    ...(typeof size === 'number' && { sizeMb: (size / MEGABYTE).toFixed(1) }),
    ...(typeof size === 'number' && typeof max === 'number' && { maxMb: Math.floor(max / MEGABYTE) }),
    ...(typeof durationMs === 'number' && { seconds: (durationMs / 1000).toFixed(1) }),
    ...(typeof minMs === 'number' && { minSeconds: minMs / 1000 }),
    ...(typeof maxMs === 'number' && { maxSeconds: maxMs / 1000 }),
    ...(width !== undefined && height !== undefined && { size: `${width}×${height}` }),
  };
}

export function hasErrors(targets: readonly Target[]): boolean {
  return targets.length === 0 || targets.some(({ findings }) => findings.some(({ level }) => level === 'error'));
}
