/** @import { TextKey } from './i18n.js' */
import { el } from './dom.js';
import { t } from './i18n.js';
import { armPreset, disarmInstagram, instagram, revokedOnes, setTokens } from './instagram.js';

/** By the simulator's names of its presets; each hits once. @type {{ preset: string, name: TextKey, hint: TextKey }[]} */
const CHOICES = [
  { preset: 'publish_lost', name: 'igLost', hint: 'igLostHint' },
  { preset: 'processing_slow', name: 'igSlow', hint: 'igSlowHint' },
  { preset: 'processing_failed', name: 'igFailed', hint: 'igFailedHint' },
  { preset: 'rate_limit', name: 'igRateLimit', hint: 'igRateLimitHint' },
];

/** What the section shows, to be drawn again when it changes. */
export const instagramShown = () => [
  instagram.faults,
  instagram.profiles.map(({ username, tokens }) => [username, tokens]),
];

/** The panel's section about Instagram; empty where there is none. @param {(change: () => Promise<unknown>) => Promise<void>} act */
export function instagramFaults(act) {
  if (instagram.profiles.length === 0) return el('div', { attrs: { hidden: true } });
  return el(
    'section',
    { class: 'faults', attrs: { 'aria-label': 'Instagram' } },
    el('h3', {}, 'Instagram'),
    ...CHOICES.map(({ preset, name, hint }) => faultButton(t(name), t(hint), () => act(() => armPreset(preset)))),
    ...instagram.profiles.map(({ username, tokens }) => {
      const isGood = tokens === 'good';
      const name = t(isGood ? 'igRevoke' : 'igGiveBack', { username });
      const hint = t(isGood ? 'igRevokeHint' : 'igGiveBackHint');
      return faultButton(name, hint, () => act(() => setTokens(username, isGood ? 'revoked' : 'good')));
    }),
    armed(act),
  );
}

/** @param {string} name @param {string} hint @param {() => void} click */
function faultButton(name, hint, click) {
  return el(
    'button',
    { class: 'fault', attrs: { type: 'button' }, on: { click } },
    el('strong', {}, name),
    el('span', {}, hint),
  );
}

/** @param {(change: () => Promise<unknown>) => Promise<void>} act */
function armed(act) {
  const lines = [
    ...instagram.faults.map((fault) => `${nameOf(fault)} · ${t('times', { count: fault.times })}`),
    ...revokedOnes().map(({ username }) => `${t('igRevoke', { username })} · ${t('lasting')}`),
  ];
  if (lines.length === 0) return null;
  return el(
    'div',
    { class: 'armed-box' },
    el('h3', {}, t('armed')),
    el('ul', {}, ...lines.map((line) => el('li', {}, line))),
    instagram.faults.length > 0 &&
      el(
        'button',
        { class: 'solid danger', attrs: { type: 'button' }, on: { click: () => act(disarmInstagram) } },
        t('clearFaults'),
      ),
  );
}

/** @param {{ kind: string }} fault */
function nameOf({ kind }) {
  const preset = { refuse: 'rate_limit', cut: 'publish_lost' }[kind] ?? kind;
  const name = CHOICES.find((choice) => choice.preset === preset)?.name;
  return name ? t(name) : kind;
}
