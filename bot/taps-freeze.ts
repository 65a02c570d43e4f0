import { Refusal } from '../src/domain/refusal.js';
import { isEditor } from '../src/domain/post.js';
import { type FreezeReport, freezeReport } from '../src/reads/freeze-report.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { RESUME_WAYS, resumeClient, type ResumeWay, secondsOf } from '../src/usecases/resume-client.js';
import { isBadRequest } from './api-errors.js';
import { resumeButton, resumedWords, resumeMenu } from './freeze.js';
import { showButtons } from './tapped-post.js';
import type { Tapped, TapHandlers } from './tapped.js';

export const freezeTaps: TapHandlers<'resume' | 'resumeBy' | 'stayFrozen'> = {
  /** What has missed its time is asked about; where nothing has, there is nothing to ask. */
  async resume(tapped) {
    const { frozenAt, missed } = await frozenNow(tapped);
    const { parts, speaker, tap } = tapped;
    if (missed === 0) return resume(tapped, 'all');
    await showButtons(tapped, resumeMenu(tap.id, frozenAt, parts.desk.clock.now(), speaker.t));
    return speaker.t('resume-ask', { count: missed });
  },
  async resumeBy(tapped) {
    const way = RESUME_WAYS.find((known) => known === tapped.tap.arg);
    if (!way) throw new Refusal('stale');
    await frozenNow(tapped);
    return resume(tapped, way);
  },
  async stayFrozen(tapped) {
    const { frozenAt } = await frozenNow(tapped);
    await showButtons(tapped, resumeButton(tapped.tap.id, frozenAt, tapped.speaker.t));
  },
};

/** Refused where it is not frozen any more, or by a later freeze than the one that was shown. */
async function frozenNow(tapped: Tapped): Promise<FreezeReport & { frozenAt: Date }> {
  const { parts, speaker, tap } = tapped;
  if (!isEditor(speaker.member.role)) throw new Refusal('not_allowed');
  if (tap.id !== speaker.client.id) throw new Refusal('not_found');
  const report = await freezeReport(sqlOutside(parts.desk), tap.id, parts.desk.clock.now());
  const { frozenAt } = report;
  if (!frozenAt || secondsOf(frozenAt) !== tap.version) throw new Refusal('stale');
  return { ...report, frozenAt };
}

async function resume({ parts, speaker, tap, chat, messageId }: Tapped, way: ResumeWay): Promise<void> {
  const { member, t } = speaker;
  const request = { clientId: tap.id, memberId: member.memberId, chatId: String(chat.id), frozenAtS: tap.version };
  const missed = await resumeClient(parts.desk, request, way);
  try {
    await parts.api.editMessageText(chat.id, messageId, resumedWords(way, missed, member.name, t));
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}
