import type { FailureKind } from '../../src/domain/failure.js';
import type { WireFault } from '../support/fault-proxy.js';

export interface WireFaultRow {
  readonly name: string;
  readonly fault: WireFault;
  readonly kind: FailureKind;
  readonly effect: 'none' | 'uncertain';
  readonly retryAfterMs?: number;
  /** It ends only by the adapter's own time limit. */
  readonly hasty?: boolean;
}

const HTML = '<!doctype html><title>Something else</title>';
const page = (status: number, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: HTML,
});
const json = (body: string) => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

/** What can go wrong on the way to any network, and what an adapter has to make of it. */
export const WIRE_FAULTS: readonly WireFaultRow[] = [
  { name: 'cut before it is done', fault: { done: false, ending: 'cut' }, kind: 'network', effect: 'uncertain' },
  { name: 'cut after it is done', fault: { done: true, ending: 'cut' }, kind: 'network', effect: 'uncertain' },
  { name: 'cut within the answer', fault: { done: true, ending: 'half' }, kind: 'network', effect: 'uncertain' },
  {
    name: 'silence, not done',
    fault: { done: false, ending: 'silence' },
    kind: 'timeout',
    effect: 'uncertain',
    hasty: true,
  },
  {
    name: 'silence, done',
    fault: { done: true, ending: 'silence' },
    kind: 'timeout',
    effect: 'uncertain',
    hasty: true,
  },
  {
    name: 'a slow answer without end',
    fault: { done: true, ending: 'drip' },
    kind: 'timeout',
    effect: 'uncertain',
    hasty: true,
  },
  { name: 'a huge answer', fault: { done: true, ending: 'flood' }, kind: 'outage', effect: 'uncertain' },
  { name: 'broken JSON', fault: { done: true, ending: json('{"ok":tr') }, kind: 'outage', effect: 'uncertain' },
  {
    name: 'JSON of another form',
    fault: { done: true, ending: json('{"hello":"world"}') },
    kind: 'outage',
    effect: 'uncertain',
  },
  { name: 'null', fault: { done: true, ending: json('null') }, kind: 'outage', effect: 'uncertain' },
  { name: 'an empty answer', fault: { done: true, ending: json('') }, kind: 'outage', effect: 'uncertain' },
  { name: 'a page instead of JSON', fault: { done: true, ending: page(200) }, kind: 'outage', effect: 'uncertain' },
  { name: 'a page with 500', fault: { done: true, ending: page(500) }, kind: 'outage', effect: 'uncertain' },
  { name: 'a page with 502', fault: { done: true, ending: page(502) }, kind: 'outage', effect: 'uncertain' },
  { name: 'a page with 504', fault: { done: false, ending: page(504) }, kind: 'outage', effect: 'uncertain' },
  {
    name: 'a page with 503 and a time',
    fault: { done: false, ending: page(503, { 'retry-after': '7' }) },
    kind: 'outage',
    effect: 'uncertain',
    retryAfterMs: 7_000,
  },
  { name: 'a page with 404', fault: { done: false, ending: page(404) }, kind: 'outage', effect: 'none' },
  { name: 'a page with 413', fault: { done: false, ending: page(413) }, kind: 'invalid', effect: 'none' },
  {
    name: 'a page with 429 and a time',
    fault: { done: false, ending: page(429, { 'retry-after': '7' }) },
    kind: 'rate_limit',
    effect: 'none',
    retryAfterMs: 7_000,
  },
  { name: 'a page with 429', fault: { done: false, ending: page(429) }, kind: 'rate_limit', effect: 'none' },
  {
    name: 'sent elsewhere with 307',
    fault: { done: false, ending: page(307, { location: 'http://127.0.0.1:9/' }) },
    kind: 'outage',
    effect: 'none',
  },
  {
    name: 'sent elsewhere with 302',
    fault: { done: true, ending: page(302, { location: 'http://127.0.0.1:9/' }) },
    kind: 'outage',
    effect: 'uncertain',
  },
];

/** All of them, or with only one of those that end by a time limit. */
export function wireFaults({ brief = false }: { readonly brief?: boolean }): readonly WireFaultRow[] {
  return brief ? WIRE_FAULTS.filter(({ name, hasty }) => !hasty || name === 'silence, done') : WIRE_FAULTS;
}
