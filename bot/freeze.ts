import type { Chat } from 'grammy/types';
import { type Departure, type FreezeReport, freezeReport } from '../src/reads/freeze-report.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { freezeClient } from '../src/usecases/freeze-client.js';
import { type ResumeWay, secondsOf } from '../src/usecases/resume-client.js';
import { buttonsFor, type Keyboard, type List, rows } from './cards/card-view.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';
import { RichTextWriter } from './rich-text.js';
import type { TextKey, Texts } from './texts.js';
import { momentWords, spanWords } from './time-words.js';

/** One word stops everything that has not left; the answer says what had, and what nobody can call back. */
export async function freeze(parts: BotParts, speaker: Speaker, chat: Chat): Promise<List> {
  const { client, member, t } = speaker;
  const request = { clientId: client.id, memberId: member.memberId, chatId: String(chat.id) };
  await freezeClient(parts.desk, request);
  const now = parts.desk.clock.now();
  const report = await freezeReport(sqlOutside(parts.desk), client.id, now);
  return frozenMessage(client.id, { ...report, zone: zoneIn(speaker, chat) }, now, t);
}

function frozenMessage(clientId: string, report: FreezeReport, now: Date, t: Texts): List {
  const { frozenAt, by, zone, left, leaving, waiting } = report;
  const to = new RichTextWriter().bold(t('freeze-title')).line();
  if (frozenAt) {
    const moment = momentWords(frozenAt, now, zone, t.language);
    to.line(t('freeze-by', { by: by ?? t('somebody'), moment }));
  }
  to.line();
  if (leaving.length > 0) to.line(t('freeze-leaving'));
  writeDepartures(to, leaving, '📤', report, now, t);
  to.line(t(left.length > 0 ? 'freeze-left' : 'freeze-left-none'));
  writeDepartures(to, left, '✅', report, now, t);
  to.line().line(t('freeze-waiting', { count: waiting }));
  return { body: to.done(), keyboard: frozenAt ? resumeButton(clientId, frozenAt, t) : [] };
}

function writeDepartures(
  to: RichTextWriter,
  departures: readonly Departure[],
  mark: string,
  { zone }: FreezeReport,
  now: Date,
  t: Texts,
): void {
  for (const { number, account, at, url } of departures) {
    to.add(`${mark} #${number} · ${account} · ${momentWords(at, now, zone, t.language)}`);
    if (url) to.add(' · ').link(t('link-open'), url);
    to.line();
  }
}

export function resumeButton(clientId: string, frozenAt: Date, t: Texts): Keyboard {
  return [[buttonsFor(clientId, secondsOf(frozenAt))('resume', t('button-resume'))]];
}

/** What becomes of what has missed its time. */
export function resumeMenu(clientId: string, frozenAt: Date, now: Date, t: Texts): Keyboard {
  const button = buttonsFor(clientId, secondsOf(frozenAt));
  const span = spanWords(now.getTime() - frozenAt.getTime(), t.language);
  const way = (name: ResumeWay, text: string) => [button('resumeBy', text, name)];
  return rows(
    way('all', t('button-resume-all')),
    way('choose', t('button-resume-choose')),
    way('shift', t('button-resume-shift', { span })),
    [button('stayFrozen', t('button-back'))],
  );
}

const RESUMED = {
  all: 'resumed-all',
  choose: 'resumed-choose',
  shift: 'resumed-shift',
} as const satisfies Record<ResumeWay, TextKey>;

export function resumedWords(way: ResumeWay, missed: number, by: string, t: Texts): string {
  const first = t('resumed', { by });
  return missed === 0 ? first : `${first} ${t(RESUMED[way], { count: missed })}`;
}
