import type { PartOnCard } from '../../src/reads/post-card.js';
import { failureText } from '../failure-texts.js';
import type { RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';

export interface Telling {
  readonly t: Texts;
  readonly now: Date;
  readonly zone: string;
  /** Nothing goes out, whatever its time. */
  readonly frozen?: boolean;
}

/** A line for each part that says something of its own: state, time, link; where it failed, whose fault and what to do. */
export function writeTargets(to: RichTextWriter, parts: readonly PartOnCard[], telling: Telling): void {
  const mains = new Map(parts.filter((part) => part.ordinal === 0).map((part) => [part.publicationId, part]));
  for (const part of parts) {
    const main = mains.get(part.publicationId);
    if (part.ordinal === 0 || (main && tellsMore(part, main))) writePart(to, part, telling);
  }
}

/** A later part goes without saying while it is as the first, or waits for it. */
function tellsMore(part: PartOnCard, main: PartOnCard): boolean {
  return part.state !== main.state && (main.state === 'published' || part.state !== 'scheduled');
}

function writePart(to: RichTextWriter, part: PartOnCard, telling: Telling): void {
  const { t } = telling;
  to.add(lineOf(part, telling));
  const url = part.state === 'published' ? part.receipt?.url : undefined;
  if (url) to.add(' · ').link(t('link-open'), url);
  to.line();
  const isOver = part.state === 'cancelled' || part.state === 'held';
  if (part.failure && !isOver) {
    // The others are told what to do in the line itself.
    const isLive = part.state === 'published' || part.state === 'removing';
    if (!isLive) to.line(failureText(part.failure, part.platform, t));
    if (part.failure.message) to.line(t('failure-words', { words: part.failure.message }));
  }
}

/** The account, and which copy on it. */
export function targetName({ account, repeat }: PartOnCard, t: Texts): string {
  return repeat === 0 ? account : t('target-copy', { account, copy: repeat + 1 });
}

function lineOf(part: PartOnCard, { t, now, zone, frozen = false }: Telling): string {
  const copy = targetName(part, t);
  const account = part.ordinal === 0 ? copy : t('target-later-part', { account: copy });
  const due = { account, moment: momentWords(part.dueAt, now, zone, t.language) };
  const changed = { account, moment: momentWords(part.changedAt, now, zone, t.language) };
  if (frozen && (part.state === 'scheduled' || part.state === 'waiting')) return t('target-frozen', due);
  if (part.accountHeld && (part.state === 'scheduled' || part.state === 'waiting'))
    return t('target-account-held', due);
  switch (part.state) {
    case 'scheduled':
      if (part.failure) return t('target-retrying', due);
      return part.dueAt <= now ? t('target-publishing', { account }) : t('target-scheduled', due);
    case 'waiting':
      return t('target-waiting', due);
    case 'held':
      return t(part.doubted ? 'target-doubted' : 'target-held', due);
    case 'published':
      return part.failure ? t('target-kept', { account }) : t('target-published', changed);
    case 'removing':
      return part.failure ? t('target-removing-again', due) : t('target-removing', { account });
    case 'publishing':
    case 'handed_over':
    case 'unknown':
    case 'left':
    case 'failed':
    case 'cancelled':
    case 'removed':
      return t(`target-${part.state}`, { account });
  }
}
