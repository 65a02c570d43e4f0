import { expect, test } from 'vitest';
import { writeTargets } from '../../bot/cards/target-lines.js';
import { RichTextWriter } from '../../bot/rich-text.js';
import { LANGUAGES, loadTexts } from '../../bot/texts.js';
import { DELIVERY_STATES, type DeliveryState } from '../../src/domain/delivery.js';
import { FAILURES } from '../../src/domain/failure.js';
import type { PartOnCard } from '../../src/reads/post-card.js';
import { shownState } from '../../src/reads/shown-state.js';

const NOW = new Date('2026-11-21T13:00:00Z');
const LATER = new Date('2026-11-21T16:00:00Z');
const texts = loadTexts();

function part(state: DeliveryState, more: Partial<PartOnCard> = {}): PartOnCard {
  const names = {
    id: 'id',
    version: 1,
    publicationId: 'p',
    repeat: 0,
    accountId: 'a',
    account: 'Daily Bean',
    platform: 'telegram',
  };
  return { ...names, ordinal: 0, state, dueAt: LATER, changedAt: NOW, failure: null, receipt: null, ...more };
}

function written(parts: readonly PartOnCard[], language = 'en'): string {
  const to = new RichTextWriter();
  writeTargets(to, parts, { t: texts(language), now: NOW, zone: 'Europe/Kyiv' });
  return to.done().text;
}

test.each(LANGUAGES.flatMap((language) => DELIVERY_STATES.map((state) => [state, language] as const)))(
  '%s has its line in %s',
  (state, language) => {
    expect(written([part(state)], language)).toMatch(/^\S+ Daily Bean/u);
  },
);

test.each(Object.keys(FAILURES) as (keyof typeof FAILURES)[])('a failure by %s says what to do', (kind) => {
  const lines = written([part('failed', { failure: { kind, message: 'Its own words' } })]).split('\n');
  expect(lines).toEqual(['❌ Daily Bean · did not go out', expect.stringMatching(/\./), 'It said: “Its own words”']);
});

test('what is tried again says when', () => {
  const failure = { kind: 'outage', message: '' } as const;
  expect(written([part('scheduled', { failure })])).toContain('next try Sat 21 Nov, 18:00 (Kyiv)');
});

test('a later part is told of only where it says more than the first', () => {
  const later = { ordinal: 1 };
  expect(written([part('published'), part('published', later)])).not.toContain('second');
  expect(written([part('scheduled'), part('scheduled', later)])).not.toContain('second');
  expect(written([part('held'), part('scheduled', later)])).not.toContain('second');
  expect(written([part('published'), part('failed', later)])).toContain('❌ Daily Bean (second message)');
  expect(written([part('published'), part('scheduled', later)])).toContain('🗓 Daily Bean (second message)');
});

test.each<[DeliveryState[], string]>([
  [['scheduled'], 'scheduled'],
  [['publishing', 'scheduled'], 'going_out'],
  [['waiting'], 'going_out'],
  [['published', 'published'], 'live'],
  [['published', 'cancelled'], 'live'],
  [['published', 'scheduled'], 'partly_live'],
  [['published', 'left'], 'partly_live'],
  [['published', 'failed'], 'needs_care'],
  [['unknown'], 'needs_care'],
  [['held', 'scheduled'], 'needs_care'],
  [['left'], 'left_alone'],
  [['removing'], 'taking_down'],
  [['removed', 'cancelled'], 'taken_down'],
  [['removed', 'published'], 'live'],
])('an approved post with parts %j is %s', (states, shown) => {
  expect(
    shownState(
      'approved',
      states.map((state) => part(state)),
      NOW,
    ),
  ).toBe(shown);
});

test('a post that is not approved is called by its own state', () => {
  expect(shownState('in_review', [part('published')], NOW)).toBe('in_review');
});

test('what could not be taken down is live, and says what to do', () => {
  const failure = { kind: 'invalid', message: 'too old' } as const;
  expect(written([part('published', { failure })]).split('\n')).toEqual([
    expect.stringMatching(/^⚠️ Daily Bean · still live.*Delete it there by hand/),
    'It said: “too old”',
  ]);
});
