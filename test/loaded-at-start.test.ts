import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../src/package-root.js';

/** Memory that most desks never need, or not before somebody asks for it. */
const LATER =
  /^(graphql|type-graphql|graphql-|@graphql-|@apollo\/|@as-integrations\/|reflect-metadata|@fastify\/busboy|prom-client|mongodb|@opentelemetry\/)/;

test('a desk starts without what is loaded with the first request for it', () => {
  const from = new Map<string, string>();
  for (const queue = ['src/main.ts', 'src/app.ts']; queue.length > 0;) {
    const file = queue.pop() ?? '';
    for (const name of importsOf(file)) {
      const next = name.startsWith('.')
        ? relative(PACKAGE_ROOT, join(PACKAGE_ROOT, dirname(file), name)).replace(/js$/, 'ts')
        : name;
      if (from.has(next)) continue;
      from.set(next, file);
      if (name.startsWith('.') && existsSync(join(PACKAGE_ROOT, next))) queue.push(next);
    }
  }
  expect(from.size).toBeGreaterThan(200);
  expect([...from].filter(([name]) => LATER.test(name))).toEqual([]);
});

/** What is loaded with this file: neither types, nor what is imported on the way. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(PACKAGE_ROOT, file), 'utf8');
  return [...source.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)';/gm)].map(
    ([, name]) => name ?? '',
  );
}
