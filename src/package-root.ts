import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The directory of package.json: files that are not code are found from here, whether the source or the build runs. */
export const PACKAGE_ROOT = find(dirname(fileURLToPath(import.meta.url)));

function find(dir: string): string {
  return existsSync(join(dir, 'package.json')) ? dir : find(dirname(dir));
}

export function packageVersion(): string {
  const file: unknown = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(file).version;
}
