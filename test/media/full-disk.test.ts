import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';

const SCRIPT = join(PACKAGE_ROOT, 'test/media/take-until-full.ts');
const RUN_TYPESCRIPT = join(PACKAGE_ROOT, 'test/support/run-typescript.ts');

test.skipIf(!canMount())(
  'a video whose copy has no room is refused as a full disk, and nothing is left of it',
  async () => {
    const root = await mkdtemp(join(tmpdir(), 'copydesk-full-'));
    const script = ['--experimental-transform-types', '--import', RUN_TYPESCRIPT, SCRIPT, root];
    const mount = 'mount -t tmpfs -o size=1m copydesk "$1" && shift && exec "$@"';
    const { stdout } = await promisify(execFile)('unshare', [
      '-Urm',
      'sh',
      '-c',
      mount,
      'sh',
      root,
      process.execPath,
      ...script,
    ]);
    await rm(root, { recursive: true });
    expect(JSON.parse(stdout)).toEqual({ bytes: expect.any(Number), isFull: true, files: 0, forgotten: 0 });
    expect(JSON.parse(stdout).bytes).toBeLessThan(1_000_000);
  },
);

/** A small disk of its own needs a kernel that lets us mount one. */
function canMount(): boolean {
  return spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs copydesk /tmp']).status === 0;
}
