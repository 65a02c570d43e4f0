import type { Finding } from '../../src/usecases/render-targets.js';
import type { RichTextWriter } from '../rich-text.js';
import type { Facts, Texts } from '../texts.js';

/** A target as far as its findings go. */
export interface Examined {
  readonly account: { readonly id: string; readonly name: string; readonly platform: string };
  readonly findings: readonly Finding[];
}

/** Of one target; the card stays a card. */
const FINDINGS_MAX = 3;

/** What is wrong with a post for its targets, and what to do; the same word about several targets is said once. */
export function writeFindings(to: RichTextWriter, targets: readonly Examined[], t: Texts): void {
  const accounts = new Map<string, string[]>();
  for (const { account, findings } of targets) {
    for (const line of linesOf(findings, t)) accounts.set(line, [...(accounts.get(line) ?? []), account.name]);
  }
  for (const [line, names] of accounts) to.line(targets.length > 1 ? `${line} (${names.join(', ')})` : line);
}

/** The gravest first. */
function linesOf(findings: readonly Finding[], t: Texts): string[] {
  const sorted = findings.toSorted((a, b) => Number(b.level === 'error') - Number(a.level === 'error'));
  const lines = sorted.slice(0, FINDINGS_MAX).map(({ level, code, facts }) => {
    return `${level === 'error' ? '❗️' : '💡'} ${findingText(t, code, facts)}`;
  });
  const more = findings.length - lines.length;
  return more > 0 ? [...lines, t('finding-more', { count: more })] : lines;
}

/** A network of pictures gets no text alone, which nobody expects it to: not worth a line on every text. */
const EXPECTED = 'no_media';

/** What goes nowhere unless somebody names it, with the first thing that is wrong; below an empty line. */
export function writeLeftOut(to: RichTextWriter, leftOut: readonly Examined[], t: Texts): void {
  const accounts = new Map<string, string[]>();
  for (const { account, findings } of leftOut) {
    const error = findings.find(({ level, code }) => level === 'error' && code !== EXPECTED);
    if (!error) continue;
    const finding = findingText(t, error.code, error.facts);
    accounts.set(finding, [...(accounts.get(finding) ?? []), account.name]);
  }
  if (accounts.size > 0) to.line();
  for (const [finding, names] of accounts) to.line(t('card-left-out', { account: names.join(', '), finding }));
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
    // As words: 1200×300, not 1,200×300.
    ...(width !== undefined && { width: String(width) }),
    ...(height !== undefined && { height: String(height) }),
    ...(width !== undefined && height !== undefined && { size: `${width}×${height}` }),
  };
}

export function hasErrors(targets: readonly Examined[]): boolean {
  return targets.length === 0 || targets.some(({ findings }) => findings.some(({ level }) => level === 'error'));
}
