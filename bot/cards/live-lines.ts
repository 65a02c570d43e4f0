import type { PartOnCard } from '../../src/reads/post-card.js';
import { type Correction, correctionOf } from '../../src/usecases/correct-live.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { livePublications } from '../../src/usecases/live-publications.js';
import type { Target } from '../../src/usecases/render-targets.js';
import type { RichTextWriter } from '../rich-text.js';
import type { Texts } from '../texts.js';
import { momentWords } from '../time-words.js';
import { targetName, type Telling } from './target-lines.js';

/** What an approval would do to what is live already; said before review. */
export interface LiveLine {
  readonly account: string;
  readonly network: string;
  readonly correction: Correction;
}

export async function liveLines(desk: Desk, postId: string, targets: readonly Target[]): Promise<LiveLine[]> {
  const live = await livePublications(sqlOutside(desk), postId);
  return live.flatMap((there) => {
    const wanted = targets.find(({ account }) => account.id === there.accountId)?.rendered;
    const { account, platform } = there;
    const network = desk.platforms.get(platform).capabilities.name;
    return wanted ? [{ account, network, correction: correctionOf(desk.platforms, there, wanted) }] : [];
  });
}

export function writeLive(to: RichTextWriter, lines: readonly LiveLine[], t: Texts): void {
  for (const { account, network, correction } of lines) {
    if (correction === 'editable') to.line(t('live-editable', { account }));
    if (correction === 'fixed') to.line(t('live-fixed', { account, network }));
    if (correction === 'reshaped') to.line(t('live-reshaped', { account }));
  }
}

/** How the corrections of an approved post stand. */
export function writeCorrections(to: RichTextWriter, corrections: readonly PartOnCard[], telling: Telling): void {
  const { t } = telling;
  for (const correction of corrections) {
    to.line(lineOf(correction, telling));
    const { failure, state } = correction;
    if (failure?.message && state !== 'published') to.line(t('failure-words', { words: failure.message }));
  }
}

function lineOf(correction: PartOnCard, { t, now, zone, frozen = false }: Telling): string {
  const { state, failure, ordinal } = correction;
  const copy = targetName(correction, t);
  const account = ordinal === 0 ? copy : t('target-later-part', { account: copy });
  const moment = (at: Date) => momentWords(at, now, zone, t.language);
  switch (state) {
    case 'published':
      return t('correction-published', { account, moment: moment(correction.changedAt) });
    case 'failed':
      return t('correction-failed', { account });
    case 'unknown':
    case 'left':
      return t('correction-unknown', { account });
    default:
      if (frozen) return t('correction-frozen', { account });
      if (failure) return t('correction-again', { account, moment: moment(correction.dueAt) });
      return t('correction-waiting', { account });
  }
}
