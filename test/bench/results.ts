import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/package-root.js';

const FILE = join(PACKAGE_ROOT, 'test/bench/RESULTS.md');
const HEAD = `# Results

Each section says when it was measured; \`npm run bench\` measures all of them anew, \`npm run bench -- start taps\` only some.
`;

/** Puts what was measured now in the place of what was measured before; what was not measured stays, with its date. */
export async function keepResults(order: readonly string[], fresh: ReadonlyMap<string, string>): Promise<void> {
  const before = await readFile(FILE, 'utf8').catch(() => '');
  const known = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((section) => [/^## (\S+)/.exec(section)?.[1] ?? '', section.trimEnd()]),
  );
  const sections = order.flatMap((name) => fresh.get(name) ?? known.get(name) ?? []);
  await writeFile(FILE, `${[HEAD.trimEnd(), ...sections].join('\n\n')}\n`);
}
