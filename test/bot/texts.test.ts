import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { type Facts, LANGUAGES, loadTexts } from '../../bot/texts.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { DELIVERY_STATES } from '../../src/domain/delivery.js';
import { FAILURES } from '../../src/domain/failure.js';
import { REFUSALS } from '../../src/domain/refusal.js';
import { ACCOUNT_STATES } from '../../src/db/entities/social-account.js';
import { POST_STATES, ROLES } from '../../src/domain/post.js';
import { SET_UP_STEPS } from '../../src/domain/set-up.js';
import { SHOWN_STATES } from '../../src/reads/shown-state.js';
import { PLAIN_STEPS } from '../../src/usecases/step-post.js';
import { COMMANDS } from '../../bot/commands.js';
import { createHttp } from '../../src/platforms/http.js';
import { createPlatforms } from '../../src/platforms/index.js';
import { FIXES } from '../../src/platforms/platform.js';
import { SWITCHES } from '../../src/usecases/switch-account.js';
import { networkOptions } from '../../src/usecases/network-options.js';
import { systemClock } from '../../src/system.js';
import { type FactKind, factsOf, typesOf } from '../support/fluent-facts.js';

const NETWORKS = ['telegram', 'instagram'] as const;
const REGISTRY = createPlatforms({
  telegram: { apiRoot: '', token: '' },
  instagram: { apiUrl: '', version: '', clock: systemClock, mediaIsPublic: true },
  http: createHttp(),
});
const BOT = join(PACKAGE_ROOT, 'bot');
const facts = new Map(
  LANGUAGES.map((language) => [language, factsOf(readFileSync(join(BOT, 'locales', `${language}.ftl`), 'utf8'))]),
);
const english = facts.get('en') ?? new Map<string, ReadonlyMap<string, FactKind>>();

test.each(LANGUAGES)('%s says everything that English says, with the same facts', (language) => {
  expect(named(facts.get(language) ?? new Map())).toEqual(named(english));
});

test('the types of the texts are up to date', async () => {
  const source = await format(typesOf(english), { parser: 'typescript', printWidth: 120, singleQuote: true });
  await expect(source).toMatchFileSnapshot(join(BOT, 'text-keys.ts'));
});

test('no text is unused', () => {
  const code = sources(BOT) + sources(join(PACKAGE_ROOT, 'src', 'usecases'));
  const used = (key: string) => code.includes(`'${key}'`) || made.has(key);
  expect([...english.keys()].filter((key) => !used(key))).toEqual([]);
});

test('findings of adapters are found', () => {
  expect(FINDINGS).toContain('text_too_long');
});

test('every text whose key is made at run time exists', () => {
  expect([...made].filter((key) => !english.has(key))).toEqual([]);
});

test.each(LANGUAGES)('every text of %s can be said', (language) => {
  const texts = loadTexts()(language);
  for (const [key, needs] of english) {
    const given: Facts = Object.fromEntries([...needs].map(([name, kind]) => [name, kind === 'number' ? 3 : 'so']));
    expect({ [key]: texts.said(key, given) }).toEqual({ [key]: expect.stringMatching(/^[^{}]*\S[^{}]*$/) });
  }
});

test.each([
  ['en', 1, '1 draft'],
  ['en', 2, '2 drafts'],
  ['uk', 1, '1 чернетка'],
  ['uk', 3, '3 чернетки'],
  ['uk', 11, '11 чернеток'],
  ['uk', 21, '21 чернетка'],
  ['ru', 1, '1 черновик'],
  ['ru', 4, '4 черновика'],
  ['ru', 12, '12 черновиков'],
])('%s counts %i as "%s"', (language, count, words) => {
  expect(loadTexts()(language)('status-drafts', { count })).toContain(words);
});

/** Each text with what it needs. */
function named(of: ReadonlyMap<string, ReadonlyMap<string, FactKind>>): string[] {
  return [...of].map(([key, needs]) => `${key}(${[...needs.keys()].join(', ')})`).toSorted();
}

/** Codes of the findings that adapters name, and of the one that is said of any. */
const FINDINGS = [
  'options_unread',
  ...sources(join(PACKAGE_ROOT, 'src', 'platforms')).matchAll(/(?:(?:error|warning)\('|code: ')([a-z_]+)'/g),
].flatMap((found) => (typeof found === 'string' ? found : (found[1] ?? [])));
const PRESETS = ['today-evening', 'tomorrow-morning', 'tomorrow-evening', 'monday-morning'];

/** What authors may choose on a network: a text for each switch, and for each choice of a list. */
const OPTIONS = NETWORKS.flatMap((id) =>
  networkOptions(REGISTRY, id).flatMap(({ name, values }) =>
    values.map((value) => `option-${id}-${name}${typeof value === 'boolean' ? '' : `-${value}`}`),
  ),
);

/** Why what was pasted opens no account: the adapter's reasons, and those of the use cases. */
const REASONS = [
  'no_answer',
  'other_account',
  ...readFileSync(join(PACKAGE_ROOT, 'src/platforms/instagram/account.ts'), 'utf8').matchAll(
    /[:?,] '((?:token|account|permission|no)_[a-z_]+)'/g,
  ),
].map((found) => (typeof found === 'string' ? found : (found[1] ?? '')));

const made = new Set([
  ...SHOWN_STATES.map((state) => `state-${state}`),
  ...POST_STATES.map((state) => `state-${state}`),
  ...DELIVERY_STATES.map((state) => `target-${state}`),
  ...Object.keys(FAILURES).map((kind) => `failure-${kind}`),
  ...REFUSALS.map((code) => `refused-${code}`),
  ...FINDINGS.map((code) => `finding-${code}`),
  ...PRESETS.map((name) => `preset-${name}`),
  ...Object.keys(PLAIN_STEPS).map((step) => `done-${step}`),
  ...ACCOUNT_STATES.map((state) => `account-${state}`),
  ...COMMANDS.map((command) => `command-${command}`),
  ...FIXES.flatMap((fix) => [`button-fix-${fix}`, `done-fix-${fix}`]),
  ...OPTIONS,
  ...REASONS.map((reason) => `credentials-${reason}`),
  ...ACCOUNT_STATES.map((state) => `account-way-${state}`),
  ...SWITCHES.map((how) => `done-account-${how}`),
  ...ROLES.map((role) => `role-${role}`),
  ...SET_UP_STEPS.map((step) => `setup-${step}`),
  ...SET_UP_STEPS.filter((step) => step !== 'name').map((step) => `setup-about-${step}`),
  ...REGISTRY.connectable().map(({ id }) => `ask-token-${id}`),
]);

function sources(dir: string): string {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'text-keys.ts')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
