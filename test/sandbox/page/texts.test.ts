import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './toy-desk.js';

const FOLDER = join(ROOT, 'src', 'sandbox', 'page');

/** The tables are plain browser modules, so they are loaded as such; their types are checked by the test below. */
async function readTable(language: string): Promise<Map<string, string>> {
  const module: unknown = await import(join(FOLDER, `texts-${language}.js`));
  const table = typeof module === 'object' && module !== null && 'default' in module ? module.default : null;
  return new Map(Object.entries(table ?? {}).map(([key, text]) => [key, String(text)]));
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();

test.each(['uk', 'ru'])(
  'the texts in %s are complete, with the same placeholders as the English ones',
  async (language) => {
    const english = await readTable('en');
    const other = await readTable(language);
    expect(english.size).toBeGreaterThan(80);
    expect([...other.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of other) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''));
    }
  },
);

test('every text is used', async () => {
  const files = (await readdir(FOLDER)).filter((name) => /\.(js|html)$/.test(name) && !name.startsWith('texts-'));
  const code = (await Promise.all(files.map((name) => readFile(join(FOLDER, name), 'utf8')))).join('\n');
  const unused = [...(await readTable('en')).keys()].filter(
    (key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`),
  );
  expect(unused).toEqual([]);
});

test('the modules of the page are typed', async () => {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', FOLDER]);
});

test('no module makes markup out of data', async () => {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.js'));
  for (const name of files) {
    const code = await readFile(join(FOLDER, name), 'utf8');
    expect(code, name).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function/,
    );
  }
});
