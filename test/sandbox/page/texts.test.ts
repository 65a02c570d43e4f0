import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from './toy-desk.js';

const FOLDER = join(ROOT, 'src', 'sandbox', 'page');

/** The tables are plain browser modules, so they are loaded as such; their types are checked by a test below. */
async function readTable(language: string): Promise<Map<string, string>> {
  const module: unknown = await import(join(FOLDER, `texts-${language}.js`));
  const table = typeof module === 'object' && module !== null && 'default' in module ? module.default : null;
  return new Map(Object.entries(table ?? {}).map(([key, text]) => [key, String(text)]));
}

const placeholders = (table: Map<string, string>) =>
  [...table].map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String).toSorted()]);

async function readCode(pattern: RegExp): Promise<string> {
  const files = (await readdir(FOLDER)).filter((name) => pattern.test(name));
  return (await Promise.all(files.map((name) => readFile(join(FOLDER, name), 'utf8')))).join('\n');
}

test.each(['uk', 'ru'])('the texts in %s are complete, with the placeholders of the English ones', async (language) => {
  const english = await readTable('en');
  const other = await readTable(language);
  expect(english.size).toBeGreaterThan(80);
  expect([...other].filter(([, text]) => text.trim() === '')).toEqual([]);
  expect(placeholders(other)).toEqual(placeholders(english));
});

test('every text is used', async () => {
  const code = await readCode(/^(?!texts-).*\.(?:js|html)$/);
  const keys = [...(await readTable('en')).keys()];
  expect(keys.filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`))).toEqual([]);
});

test('the modules of the page are typed', async () => {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', FOLDER]);
  expect(stdout).toBe('');
});

test('no module makes markup or code out of data', async () => {
  const code = await readCode(/\.js$/);
  expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function/);
});
