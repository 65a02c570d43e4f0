import { expect, test } from 'vitest';
import { clockWords, momentWords, presets, relativeWords } from '../../bot/time-words.js';

const NOW = new Date('2026-11-21T13:00:00Z'); // Saturday, 15:00 in Kyiv
const KYIV = 'Europe/Kyiv';

test.each([
  ['en', 'Sat 21 Nov, 18:00 (Kyiv)'],
  ['uk', 'сб, 21 лист., 18:00 (Kyiv)'],
  ['ru', 'сб, 21 нояб., 18:00 (Kyiv)'],
])('a moment in %s is %s', (language, words) => {
  expect(momentWords(new Date('2026-11-21T16:00:00Z'), NOW, KYIV, language)).toBe(words);
});

test('the year is said where it is not this one, by the clock of the zone', () => {
  const turn = new Date('2026-12-31T22:30:00Z');
  expect(momentWords(turn, NOW, KYIV, 'en')).toContain('2027');
  expect(momentWords(turn, NOW, 'UTC', 'en')).not.toContain('2026');
});

test.each([
  [20, 'in 20 min'],
  [180, 'in 3 hr'],
  [-61, '1 hr ago'],
  [60 * 24 * 3, 'in 3 days'],
])('%i minutes from now is "%s"', (minutes, words) => {
  expect(relativeWords(new Date(NOW.getTime() + minutes * 60_000), NOW, 'en')).toBe(words);
});

test('presets are times of the client’s zone that are still to come', () => {
  expect(presets(NOW, KYIV).map(({ name, at }) => `${name} ${at.toISOString()}`)).toEqual([
    'today-evening 2026-11-21T16:00:00.000Z',
    'tomorrow-morning 2026-11-22T07:00:00.000Z',
    'tomorrow-evening 2026-11-22T16:00:00.000Z',
    'monday-morning 2026-11-23T07:00:00.000Z',
  ]);
});

test('an evening that has begun is no preset, and Monday is none on a Sunday', () => {
  const sundayNight = new Date('2026-11-22T16:50:00Z');
  expect(presets(sundayNight, KYIV).map(({ name }) => name)).toEqual(['tomorrow-morning', 'tomorrow-evening']);
});

test('nine in the morning stays nine when clocks are turned in the night', () => {
  const beforeTurn = new Date('2026-10-24T12:00:00Z');
  const morning = presets(beforeTurn, KYIV).find(({ name }) => name === 'tomorrow-morning');
  expect(morning?.at.toISOString()).toBe('2026-10-25T07:00:00.000Z');
  expect(morning && clockWords(morning.at, KYIV)).toBe('09:00');
});
