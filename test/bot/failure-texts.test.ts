import { expect, test } from 'vitest';
import { failureText, META_FAILURES } from '../../bot/failure-texts.js';
import { LANGUAGES, loadTexts } from '../../bot/texts.js';
import { CODES } from '../../src/platforms/meta/errors.js';

const t = loadTexts()('en');
const invalid = { kind: 'invalid', message: '' } as const;

test('every code of Meta that the adapters know has a text, or is left to its kind on purpose', () => {
  expect(Object.keys(CODES).filter((code) => !(code in META_FAILURES))).toEqual([]);
});

test.each([
  { name: 'code and subcode', code: '36003/2207009', begins: 'Instagram does not take the form' },
  { name: 'a subcode alone, of a container', code: '2207009', begins: 'Instagram does not take the form' },
  { name: 'a code with a subcode that nobody knows', code: '190/999', begins: 'Instagram does not know our token' },
  { name: 'a code without a text', code: '100', begins: 'The network will not take it' },
  { name: 'a code that nobody knows', code: '4711/1', begins: 'The network will not take it' },
  { name: 'a name of every object', code: 'constructor', begins: 'The network will not take it' },
])('a failure is told by $name', ({ code, begins }) => {
  expect(failureText({ ...invalid, code }, 'instagram', t)).toMatch(new RegExp(`^${begins}`));
});

test('codes of another network are not taken for those of Meta', () => {
  expect(failureText({ ...invalid, code: '10' }, 'telegram', t)).toMatch(/^The network will not take it/);
});

test.each(LANGUAGES)('an item at fault is named in %s', (language) => {
  const failure = { ...invalid, code: '36003/2207009', mediaIndex: 2 };
  expect(failureText(failure, 'instagram', loadTexts()(language))).toMatch(/^\S+ 3: /);
});
