import type { ClientSettings, OwnSettings } from '../src/domain/settings.js';
import { APPROVALS_MAX, LANGUAGES, LATE_AFTER_MINUTES, stuckPosts } from '../src/domain/settings.js';
import { isSameZone, placeOf } from '../src/domain/zones.js';
import type { DeskSettings } from '../src/reads/settings.js';
import { buttonsFor, type Keyboard, type List, rows } from './cards/card-view.js';
import type { Speaker } from './parts.js';
import { RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';
import { clockWords, spanWords } from './time-words.js';

export const LANGUAGE_NAMES = { en: 'English', uk: 'Українська', ru: 'Русский' } as const;
/** As many approvals have a button of their own; more are reached one by one. */
const OFFERED = 3;
/** Offered by a tap, as hours; others are typed. */
const QUIET_OFFERS = [
  [22, 8],
  [23, 7],
] as const;

/** What everybody sets for themselves; the door to the desk's settings is for admins. */
export function mySettings({ member, client, t }: Speaker, own: OwnSettings, now: Date): List {
  const { zone, quiet } = own;
  const to = new RichTextWriter().bold(t('settings-title')).line().line();
  to.line(t('settings-language'));
  to.line(
    zone === null
      ? t('settings-clock-desk', clockFacts(client.zone, now))
      : t('settings-clock-own', clockFacts(zone, now)),
  );
  to.line(
    quiet ? t('settings-quiet', { from: dayClock(quiet.from), to: dayClock(quiet.to) }) : t('settings-quiet-none'),
  );
  const button = buttonsFor(member.memberId, 0);
  const quietWords = QUIET_OFFERS.map(
    ([from, until]) => [`${from}–${until}`, `quiet.${from * 60}-${until * 60}`] as const,
  );
  const keyboard = rows(
    LANGUAGES.map((one) => button('setOwn', marked(LANGUAGE_NAMES[one], one === t.language), `language.${one}`)),
    [
      button('setOwn', t('button-clock'), 'zone'),
      zone !== null && !isSameZone(zone, client.zone) && button('setOwn', t('button-clock-desk'), 'zone.desk'),
    ],
    quietWords.map(([words, arg]) => button('setOwn', `🌙 ${words}`, arg)),
    [
      button('setOwn', t('button-quiet-type'), 'quiet'),
      quiet !== null && button('setOwn', t('button-quiet-none'), 'quiet.none'),
    ],
    [button('apiTokens', t('button-tokens'))],
    [member.role === 'admin' && buttonsFor(client.id, 0)('deskSettings', t('button-desk-settings'))],
  );
  return { body: to.done(), keyboard };
}

/** What admins set for the client, and what follows from it. */
export function clientSettings(desk: DeskSettings, now: Date, t: Texts): List {
  const to = new RichTextWriter()
    .bold(t('settings-desk-title', { brand: desk.brand }))
    .line()
    .line();
  to.line(t('settings-approvals', { count: desk.approvalsNeeded })).line(t('settings-approvals-note'));
  writeStuck(to, desk, t);
  to.line();
  to.line(t(desk.authorsMayApproveOwn ? 'settings-own-yes' : 'settings-own-no'));
  to.line(t(desk.soleEditorMayGo ? 'settings-alone-yes' : 'settings-alone-no'));
  to.line(t(desk.moveNeedsApproval ? 'settings-move-yes' : 'settings-move-no'));
  to.line(t('settings-late', { span: spanWords(desk.lateAfterMs, t.language) }));
  to.line(t('settings-clock-of-desk', clockFacts(desk.zone, now)));
  to.line(t('settings-language-of-desk', { language: nameOf(desk.language) }));
  return { body: to.done(), keyboard: clientKeyboard(desk, t) };
}

function writeStuck(to: RichTextWriter, desk: DeskSettings, t: Texts): void {
  const { ofAuthors, ofEditors } = stuckPosts(desk, desk.editors);
  const { approvalsNeeded: needed, editors } = desk;
  if (ofAuthors) to.line(t('settings-stuck-all', { needed, editors }));
  else if (ofEditors) to.line(t('settings-stuck-editors'));
}

function clientKeyboard(desk: DeskSettings, t: Texts): Keyboard {
  const button = buttonsFor(desk.clientId, desk.version);
  const needed = desk.approvalsNeeded;
  const toNeed = (count: number, text: string) => button('setDesk', text, `approvals.${count}`);
  const toggle = (name: keyof ClientSettings, isOn: boolean, text: string) => [
    button('setDesk', `${isOn ? '✅' : '⬜️'} ${text}`, `${name}.${isOn ? 0 : 1}`),
  ];
  const lateAfter = LATE_AFTER_MINUTES.map((minutes) => {
    const words = `⏰ ${spanWords(minutes * 60_000, t.language)}`;
    return button('setDesk', marked(words, desk.lateAfterMs === minutes * 60_000), `late.${minutes}`);
  });
  return rows(
    Array.from({ length: OFFERED + 1 }, (_, count) => count).map((count) =>
      toNeed(count, marked(`👍 ${count}`, count === needed)),
    ),
    [
      needed > OFFERED && toNeed(needed - 1, '− 1'),
      needed >= OFFERED && needed < APPROVALS_MAX && toNeed(needed + 1, '+ 1'),
    ],
    toggle('authorsMayApproveOwn', desk.authorsMayApproveOwn, t('button-own-approval')),
    toggle('soleEditorMayGo', desk.soleEditorMayGo, t('button-alone')),
    toggle('moveNeedsApproval', desk.moveNeedsApproval, t('button-move-approval')),
    lateAfter.slice(0, 3),
    lateAfter.slice(3),
    [button('setDesk', t('button-clock'), 'zone')],
    LANGUAGES.map((one) => button('setDesk', marked(LANGUAGE_NAMES[one], one === desk.language), `language.${one}`)),
    [button('mySettings', t('button-back'))],
  );
}

export function clockFacts(zone: string, now: Date) {
  return { place: placeOf(zone), clock: clockWords(now, zone) };
}

/** Minutes of the day as a clock shows them. */
export function dayClock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

function marked(text: string, isChosen: boolean): string {
  return isChosen ? `• ${text}` : text;
}

function nameOf(language: string): string {
  return Object.entries(LANGUAGE_NAMES).find(([known]) => known === language)?.[1] ?? language;
}
