import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { type DeskHealth, deskHealth } from '../src/reads/desk-health.js';
import type { HealthPart, Readiness } from '../src/reads/readiness.js';
import { sqlOutside } from '../src/usecases/desk.js';
import type { Keyboard, List } from './cards/card-view.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';
import { RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';
import { momentWords, relativeWords, spanWords } from './time-words.js';

interface Asked {
  readonly parts: BotParts;
  readonly speaker: Speaker;
  readonly message: Message;
}

/** `/health`: what `/readyz` says and how the queue stands, in five lines, each with the next step where something is wrong. */
export async function health({ parts, speaker, message }: Asked): Promise<List> {
  const { client, member, t } = speaker;
  if (member.role !== 'admin') throw new Refusal('admins_only');
  const now = parts.desk.clock.now();
  const found = await deskHealth(sqlOutside(parts.desk), client.id, now);
  const ready = await parts.readiness();
  const to = new RichTextWriter()
    .bold(t('health-title', { brand: client.name }))
    .line()
    .line();
  to.line(heartbeatLine(ready, found, now, t)).line(partsLine(ready, client.frozenAt !== null, t));
  to.line(queueLine(found, now, t)).line(careLine(found, t));
  to.line(accountsLine(found, { now, zone: zoneIn(speaker, message.chat), t }));
  return { body: to.done(), keyboard: jobsButton(parts.desk.webAddress?.() ?? null, client.id, found, t) };
}

/** To the page of the jobs, where what needs a word the most is. Telegram opens no address of this machine alone. */
function jobsButton(
  address: string | null,
  clientId: string,
  { unknown, failed, held }: DeskHealth,
  t: Texts,
): Keyboard {
  if (!address?.startsWith('https:')) return [];
  const view = unknown > 0 ? 'unknown' : failed > 0 ? 'failed' : held > 0 ? 'held' : 'next';
  return [[{ text: t('button-jobs'), url: `${address}/admin/jobs?client=${clientId}&view=${view}` }]];
}

function heartbeatLine({ parts }: Readiness, { lastProbeAt }: DeskHealth, now: Date, t: Texts): string {
  if (!lastProbeAt) return t('health-beat-none');
  if (!parts.heartbeat?.ok) return t('health-beat-late', { ago: relativeWords(lastProbeAt, now, t.language) });
  return t('health-beat', { seconds: Math.max(0, Math.round((now.getTime() - lastProbeAt.getTime()) / 1000)) });
}

const isAway = (part: HealthPart | undefined): boolean => part !== undefined && !part.ok;

/** The worst first; a freeze is told where nothing else is wrong. */
function partsLine({ parts }: Readiness, frozen: boolean, t: Texts): string {
  if (isAway(parts.migrations)) return t('health-migrations');
  if (isAway(parts.telegram)) return t('health-telegram');
  if (isAway(parts.alarm)) return t('health-alarm');
  return frozen ? t('health-frozen') : t('health-parts');
}

function queueLine({ waiting, due, kept, oldestDueAt }: DeskHealth, now: Date, t: Texts): string {
  const lateMs = oldestDueAt ? now.getTime() - oldestDueAt.getTime() : 0;
  if (lateMs < QUEUE_SLOW_MS)
    return kept > 0 ? t('health-queue-kept', { waiting, kept }) : t('health-queue', { waiting });
  return t('health-queue-slow', { waiting, due, span: spanWords(lateMs, t.language) });
}

/** What is due leaves within a second; after a minute something is in its way. */
const QUEUE_SLOW_MS = 60_000;

function careLine({ unknown, held, failed }: DeskHealth, t: Texts): string {
  return unknown + held + failed === 0 ? t('health-care-none') : t('health-care', { unknown, held, failed });
}

function accountsLine(
  { troubled, connected }: DeskHealth,
  { now, zone, t }: { readonly now: Date; readonly zone: string; readonly t: Texts },
): string {
  const names = troubled.filter((account) => account.expiresAt === null || account.expiresAt <= now);
  if (names.length > 0) return t('health-accounts', { names: names.map(({ name }) => name).join(', ') });
  const [next] = troubled;
  if (!next?.expiresAt) return t('health-accounts-well', { count: connected });
  return t('health-accounts-soon', { name: next.name, moment: momentWords(next.expiresAt, now, zone, t.language) });
}
