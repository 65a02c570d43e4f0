import type { Failure } from '../src/domain/failure.js';
import type { TextFacts } from './text-keys.js';
import type { Texts } from './texts.js';

/** Of the texts that need no facts. */
type PlainKey = { [K in keyof TextFacts]: TextFacts[K] extends null ? K : never }[keyof TextFacts];

/**
 * What Meta's codes mean to people, by `code/subcode`, else by the part before the slash; the state of a container names the subcode
 * alone. Null: what is said of the failure's kind says it already.
 */
export const META_FAILURES: Readonly<Record<string, PlainKey | null>> = {
  '-2': 'failure-meta-processing',
  '-2/2207003': 'failure-meta-download-slow',
  '-2/2207020': 'failure-meta-expired',
  '-1': 'failure-meta-processing',
  '-1/2207001': 'failure-meta-processing',
  '-1/2207032': 'failure-meta-processing',
  '-1/2207053': 'failure-meta-processing',
  '-1/2207082': 'failure-meta-processing',
  // Of statistics.
  '-1/2207085': null,
  '-1/2207086': null,
  '1': null,
  // The moment that was chosen for the picture of a reel.
  '1/2207057': null,
  '2': null,
  '3': 'failure-meta-permission',
  '4': null,
  '4/2207051': 'failure-meta-spam',
  '9/2207042': 'failure-meta-daily-limit',
  '10': 'failure-meta-permission',
  '10/2018278': 'failure-meta-window',
  '10/2534022': 'failure-meta-window',
  '17': null,
  '24/2207006': 'failure-meta-expired',
  '24/2207008': 'failure-meta-expired',
  '25/2207050': 'failure-meta-restricted',
  '32': null,
  '100': null,
  '100/33': 'failure-meta-gone',
  '102': 'failure-meta-signed-out',
  '190': 'failure-meta-signed-out',
  '190/458': 'failure-meta-app-removed',
  '190/460': 'failure-meta-password',
  '190/463': 'failure-meta-token-expired',
  '341': null,
  '352/2207026': 'failure-meta-video-format',
  '368': 'failure-meta-blocked',
  '506': 'failure-meta-duplicate',
  '613': null,
  '9004/2207052': 'failure-meta-unreachable',
  '9007/2207027': null,
  '36000/2207004': 'failure-meta-too-large',
  '36001/2207005': 'failure-meta-photo-format',
  '36003/2207009': 'failure-meta-ratio',
  '36004/2207010': 'failure-meta-caption',
  '80001': null,
  '80002': null,
  '80006': null,
  '1609005': 'failure-meta-link',
  EXPIRED: 'failure-meta-expired',
  ERROR: 'failure-meta-processing',
};

const BY_PLATFORM: Readonly<Record<string, typeof META_FAILURES>> = { instagram: META_FAILURES };

/** What happened, whose fault it is and what to do; which item it was, where it was one of several. */
export function failureText({ kind, code, mediaIndex }: Failure, platform: string, t: Texts): string {
  const key = code === undefined ? null : keyOf(BY_PLATFORM[platform] ?? {}, code);
  const text = t(key ?? `failure-${kind}`);
  return mediaIndex === undefined ? text : t('failure-item', { item: mediaIndex + 1, text });
}

function keyOf(table: typeof META_FAILURES, code: string): PlainKey | null {
  if (Object.hasOwn(table, code)) return table[code] ?? null;
  const bySubcode = Object.keys(table).find((one) => one.endsWith(`/${code}`));
  const nearest = bySubcode ?? code.split('/')[0] ?? '';
  return Object.hasOwn(table, nearest) ? (table[nearest] ?? null) : null;
}
