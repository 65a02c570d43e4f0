import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../src/package-root.js';

/** The house: which room may import from which. Longest matching room wins. `src/README.md` says why. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'src/domain': ['src/domain'],
  'src/ports.ts': ['src/domain'],
  'src/start-error.ts': [],
  'src/package-root.ts': [],
  'src/system.ts': ['src/ports.ts'],
  'src/tracing.ts': ['src/ports.ts'],
  'src/config.ts': ['src/start-error.ts'],
  'src/logging.ts': ['src/ports.ts', 'src/config.ts', 'src/start-error.ts'],
  'src/platforms': ['src/platforms', 'src/domain', 'src/ports.ts'],
  'src/db': ['src/db', 'src/domain', 'src/ports.ts', 'src/start-error.ts'],
  'src/media': ['src/media', 'src/domain', 'src/ports.ts', 'src/start-error.ts'],
  'src/reads': ['src/reads', 'src/domain', 'src/ports.ts', 'src/db'],
  'src/usecases': [
    'src/usecases',
    'src/domain',
    'src/ports.ts',
    'src/db',
    'src/media',
    'src/platforms/platform.ts',
    'src/platforms/registry.ts',
  ],
  'src/graphql': ['src/graphql', 'src/domain', 'src/ports.ts', 'src/usecases', 'src/reads'],
  'src/http': ['src/http', 'src/domain', 'src/ports.ts', 'src/usecases', 'src/reads', 'src/start-error.ts'],
  'src/sandbox': ['src/sandbox', 'src/ports.ts'],
  bot: ['bot', 'src/domain', 'src/ports.ts', 'src/usecases', 'src/reads', 'src/package-root.ts'],
  jobs: ['jobs', 'src/domain', 'src/ports.ts', 'src/usecases', 'src/reads'],
  'src/scripts': ['src'],
  'src/every.ts': ['src/ports.ts', 'src/usecases/trouble.ts'],
  'src/app-bot.ts': ['src', 'bot', 'jobs'],
  'src/app-work.ts': ['src', 'bot', 'jobs'],
  'src/app-web.ts': ['src', 'bot', 'jobs'],
  'src/app.ts': ['src', 'bot', 'jobs'],
  'src/main.ts': ['src', 'bot', 'jobs'],
};

/** Pure packages that the domain may use. */
const DOMAIN_PACKAGES = [
  'zod',
  'temporal-polyfill',
  'node:crypto',
  'chrono-node/en',
  'chrono-node/uk',
  'chrono-node/ru',
];

/** The root holds the owner's entries and what the ecosystem expects there. */
const ROOT = [
  'package.json tsconfig.json src schema.graphql bot jobs test docker-compose.yml README.md',
  'package-lock.json Dockerfile LICENSE CHANGELOG.md vitest.config.ts',
]
  .join(' ')
  .split(' ');
const UNTRACKED = ['node_modules', 'dist', 'data', 'test-output'];

const MAX_LINES = 300;
/** Migrations, texts, generated and pure data tables. */
const LONG_BY_NATURE = [
  /^bot\/text-keys\.ts$/,
  /^src\/db\/migrations\//,
  /^bot\/locales\//,
  /^src\/sandbox\/page\/texts-/,
];

const files = ['src', 'bot', 'jobs', 'test'].flatMap((room) => walk(join(PACKAGE_ROOT, room)));
const sources = files.filter((file) => file.endsWith('.ts') && !file.startsWith('test/'));

test('every import goes where the house allows', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => !allowed(file, target))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself by way of others, not even a type', () => {
  expect(sources.map((file) => wayBack(file)).filter((way) => way !== null)).toEqual([]);
});

test('what is exported is imported somewhere', () => {
  const readers = files.filter((file) => file.endsWith('.ts'));
  const words = new Map<string, number>();
  for (const file of readers)
    for (const word of new Set(read(file).match(/\w+/g) ?? [])) words.set(word, (words.get(word) ?? 0) + 1);
  const idle = sources.flatMap((file) =>
    [...read(file).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => words.get(name) === 1)
      .map((name) => `${file}: ${name}`),
  );
  expect(idle).toEqual([]);
});

test('a platform never imports its sibling', () => {
  const wrong = sources.filter(folder).flatMap((file) =>
    importsOf(file)
      .filter((target) => folder(target) && folder(target) !== folder(file) && folder(target) !== 'meta')
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the domain uses only its short list of packages', () => {
  const wrong = sources
    .filter((file) => file.startsWith('src/domain/'))
    .flatMap((file) => packagesOf(file).filter((name) => !DOMAIN_PACKAGES.includes(name)));
  expect(wrong).toEqual([]);
});

test('only system.ts asks the machine for time and chance, only config.ts for the environment', () => {
  const time = /\bDate\.now\(|new Date\(\)|\brandomUUID\(|\bMath\.random\(/;
  const wrong = sources.filter(
    (file) =>
      (file !== 'src/system.ts' && time.test(read(file))) ||
      (file !== 'src/config.ts' && /process\.env\b/.test(read(file))),
  );
  expect(wrong).toEqual([]);
});

test('what not every desk needs is loaded only where it is wanted', () => {
  const wrong = sources.filter(
    (file) =>
      (file !== 'src/tracing.ts' && packagesOf(file).some((name) => name.startsWith('@opentelemetry/'))) ||
      /^import .*from '(prom-client|mongodb|[./]+tracing\.js|\.\/mongo-store\.js)'/m.test(
        read(file).replace(/^import type.*$/gm, ''),
      ),
  );
  expect(wrong).toEqual(['jobs/mongo-store.ts']);
});

test('no file is longer than 300 lines', () => {
  const long = files
    .filter((file) => /\.(ts|js|css|html)$/.test(file) && !LONG_BY_NATURE.some((pattern) => pattern.test(file)))
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ lines }) => lines > MAX_LINES);
  expect(long).toEqual([]);
});

test('no file is named after nothing', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|manager|service|base)(\.|\/|$)/.test(file))).toEqual([]);
});

test('the root holds only what belongs there', () => {
  const extra = readdirSync(PACKAGE_ROOT).filter(
    (name) => !name.startsWith('.') && ![...ROOT, ...UNTRACKED].includes(name),
  );
  expect(extra).toEqual([]);
});

test('the folders of platforms are the registry', () => {
  const folders = readdirSync(join(PACKAGE_ROOT, 'src/platforms'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'meta')
    .map(({ name }) => name);
  const registry = read('src/platforms/index.ts');
  expect(folders.filter((name) => !registry.includes(`./${name}/`))).toEqual([]);
});

test('nothing names a machine path or the workplace', () => {
  const wrong = [...files, 'README.md', 'package-lock.json', 'package.json'].filter(
    (file) => /\/work\/(main|shared)\b/.test(read(file)) && file !== 'test/architecture.test.ts',
  );
  expect(wrong).toEqual([]);
});

/** The shortest chain of imports from a file to itself. */
function wayBack(start: string): readonly string[] | null {
  const from = new Map<string, string | null>([[start, null]]);
  for (const file of from.keys())
    for (const target of importsOf(file)) {
      if (target === start) return wayTo(file, from);
      if (!from.has(target) && target.endsWith('.ts')) from.set(target, file);
    }
  return null;
}

function wayTo(file: string, from: ReadonlyMap<string, string | null>): string[] {
  const before = from.get(file) ?? null;
  return before === null ? [file] : [...wayTo(before, from), file];
}

function folder(file: string): string | undefined {
  return /^src\/platforms\/([^/]+)\//.exec(file)?.[1];
}

function allowed(file: string, target: string): boolean {
  const room = Object.keys(MAY_IMPORT)
    .filter((name) => within(file, name))
    .toSorted((a, b) => b.length - a.length)[0];
  return room !== undefined && (MAY_IMPORT[room] ?? []).some((name) => within(target, name));
}

function within(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

const imports = new Map<string, string[]>();

function importsOf(file: string): string[] {
  const known = imports.get(file);
  if (known) return known;
  const found = specifiersOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(PACKAGE_ROOT, resolve(dirname(join(PACKAGE_ROOT, file)), name)).replace(/\.js$/, '.ts'));
  imports.set(file, found);
  return found;
}

function packagesOf(file: string): string[] {
  return specifiersOf(file).filter((name) => !name.startsWith('.'));
}

function specifiersOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

function read(file: string): string {
  return readFileSync(join(PACKAGE_ROOT, file), 'utf8');
}

function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? walk(path) : [relative(PACKAGE_ROOT, path)];
  });
}
