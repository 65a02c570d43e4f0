import type { ApprovalPolicy } from './post.js';
import { isZone } from './zones.js';

/** In which the desk speaks. */
export const LANGUAGES = ['en', 'uk', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

export const APPROVALS_MAX = 10;

/** After how many minutes a post that has not left is late: what people may choose from. */
export const LATE_AFTER_MINUTES = [5, 15, 30, 60, 180] as const;

/** What an admin sets for a client. */
export interface ClientSettings extends ApprovalPolicy {
  /** Does a new time of an approved post need a new approval? */
  readonly moveNeedsApproval: boolean;
  readonly lateAfterMs: number;
  readonly zone: string;
  readonly language: string;
}

/** In minutes of the day; may span midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** What a member sets for themselves; null leaves it to the client, or sets none. */
export interface OwnSettings {
  readonly language: string | null;
  readonly zone: string | null;
  readonly quiet: QuietHours | null;
}

/** May these be set? */
export function fitsClient(change: Partial<ClientSettings>): boolean {
  const { approvalsNeeded: needed = 1, lateAfterMs, zone, language } = change;
  const late = LATE_AFTER_MINUTES.some((minutes) => lateAfterMs === minutes * 60_000);
  return (
    Number.isInteger(needed) &&
    needed >= 0 &&
    needed <= APPROVALS_MAX &&
    (lateAfterMs === undefined || late) &&
    (zone === undefined || isZone(zone)) &&
    (language === undefined || isLanguage(language))
  );
}

export function fitsMember({ language = null, zone = null, quiet = null }: Partial<OwnSettings>): boolean {
  return (
    (language === null || isLanguage(language)) &&
    (zone === null || isZone(zone)) &&
    (quiet === null || (isMinuteOfDay(quiet.from) && isMinuteOfDay(quiet.to) && quiet.from !== quiet.to))
  );
}

function isLanguage(language: string): boolean {
  return LANGUAGES.some((known) => known === language);
}

function isMinuteOfDay(minute: number): boolean {
  return Number.isInteger(minute) && minute >= 0 && minute < 24 * 60;
}

/** `22:00–7:30`, `22-7`; null for what is no such span. */
export function readQuietHours(typed: string): QuietHours | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed.trim());
  if (!found) return null;
  const [, fromHour, fromMinute, toHour, toMinute] = found;
  const from = minuteOf(fromHour, fromMinute);
  const to = minuteOf(toHour, toMinute);
  if (from === null || to === null || from === to) return null;
  return { from, to };
}

/** 24:00 is the midnight that begins the next day. */
function minuteOf(hour = '', minute = '0'): number | null {
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(minute) > 59 || minutes > 24 * 60) return null;
  return minutes % (24 * 60);
}

/** Whose posts could never be approved with so few who may approve. */
export interface StuckPosts {
  readonly ofAuthors: boolean;
  readonly ofEditors: boolean;
}

export function stuckPosts(policy: ApprovalPolicy, editors: number): StuckPosts {
  const { approvalsNeeded, authorsMayApproveOwn, soleEditorMayGo } = policy;
  const goesAlone = soleEditorMayGo && editors === 1;
  const others = authorsMayApproveOwn ? editors : editors - 1;
  return {
    ofAuthors: editors < approvalsNeeded,
    ofEditors: editors > 0 && !goesAlone && others < approvalsNeeded,
  };
}
