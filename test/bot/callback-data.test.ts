import { expect, test } from 'vitest';
import { callbackData, parseCallbackData, type Verb, VERBS } from '../../bot/callback-data.js';

const ID = '019c1234-5678-7abc-8def-0123456789ab';

test.each(Object.keys(VERBS))('%s comes back as it was given, in at most 64 bytes', (name) => {
  const verb = name as Verb;
  const data = callbackData(verb, ID, 123_456_789, '2gosa7pa2gv');
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  expect(parseCallbackData(data)).toEqual({ verb, id: ID, version: 123_456_789, arg: '2gosa7pa2gv' });
});

test('no two buttons have one code', () => {
  expect(new Set(Object.values(VERBS)).size).toBe(Object.keys(VERBS).length);
});

test.each([
  '',
  'x',
  's:short:1',
  `s:${'A'.repeat(22)}`,
  `nonsense:${'A'.repeat(22)}:1`,
  `s:${'A'.repeat(22)}:-1`,
  's:::',
])('"%s" is nobody’s button', (data) => {
  expect(parseCallbackData(data)).toBeNull();
});
