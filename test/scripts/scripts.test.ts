import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { cleanUp, databaseUrlOf, makeDirectory, makeUsedDirectory, start } from '../main/program.js';
import { emptyDatabase, TOKEN } from '../main/real-desk.js';
import { BUILD_MS, buildProgram } from '../support/built.js';
import { query } from '../support/empty-database.js';

beforeAll(async () => void (await buildProgram()), BUILD_MS);
afterEach(cleanUp);

/** Each starts the program or a script several times. */
const PROGRAMS_MS = 180_000;

type Env = Readonly<Record<string, string>>;

/** Runs a script as npm does; returns what it said, with a sentence of refusal instead where it failed. */
async function script(name: string, args: readonly string[], dataDir: string, env: Env = {}) {
  const { root } = await buildProgram();
  const command = [process.execPath, join(root, `dist/src/scripts/${name}.js`), ...args] as const;
  const program = await start({ dataDir, env, command });
  const code = await program.exit();
  expect(program.stderr() === '').toBe(code === 0);
  return { code, said: program.stdout() + program.stderr() };
}

test(
  'a desk is backed up while it runs, and brought back elsewhere',
  async () => {
    const dataDir = await makeUsedDirectory();
    const backup = join(await makeDirectory(), 'backup');
    const program = await start({ dataDir });
    await program.ready();
    expect(await script('backup', ['--to', backup], dataDir)).toMatchObject({
      code: 0,
      said: expect.stringContaining('is complete'),
    });
    const clients = await query(await databaseUrlOf(dataDir), 'select id, name from client');
    // Of the one that runs, which has it, nothing is touched.
    const taken = await script('restore', ['--from', backup], dataDir);
    expect(taken).toMatchObject({ code: 1, said: expect.stringContaining(`Process ${program.pid} is already using`) });

    const elsewhere = await makeDirectory();
    expect(await script('restore', ['--from', backup], elsewhere)).toMatchObject({ code: 0 });
    expect((await stat(join(elsewhere, 'sandbox/encryption.key'))).mode & 0o777).toBe(0o600);
    const again = await start({ dataDir: elsewhere });
    await again.ready();
    expect(await query(await databaseUrlOf(elsewhere), 'select id, name from client')).toEqual(clients);
    again.child.kill('SIGTERM');
    expect(await again.exit()).toBe(0);
    const twice = await script('restore', ['--from', backup], elsewhere);
    expect(twice).toMatchObject({ code: 1, said: expect.stringContaining('needs an empty database') });
  },
  PROGRAMS_MS,
);

test(
  'an embedded desk moves to a server, and from then on starts only there',
  async () => {
    const dataDir = await makeDirectory();
    const env = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' };
    expect(await script('migrate', [], dataDir, env)).toMatchObject({ code: 0 });
    const url = await emptyDatabase();
    const file = join(await makeDirectory(), 'address');
    await writeFile(file, `${url}\n`);
    expect(await script('move', ['--to', file], dataDir, env)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/rows have moved.*\n.*encryption.key stay/),
    });
    const old = await start({ dataDir, env });
    expect(await old.exit()).toBe(1);
    expect(old.stderr()).toMatch(/was moved to .* set DATABASE_URL/);
    expect(await script('migrate', [], dataDir, { ...env, DATABASE_URL: url })).toMatchObject({ code: 0 });
    const other = await script('migrate', [], await makeDirectory(), { ...env, DATABASE_URL: url });
    expect(other).toMatchObject({ code: 1, said: expect.stringContaining('sealed with another key') });
  },
  PROGRAMS_MS,
);

test.each([
  ['a sandbox', 'move', ['--to', 'postgresql://a:b@127.0.0.1:9/c'], {}, /sandbox stays one/],
  ['no argument', 'backup', [], {}, /^Call it so: npm run backup -- --to DIRECTORY\n$/],
  ['a desk that is not there', 'backup', ['--to', 'x'], {}, /There is no desk in/],
  ['no backup', 'restore', ['--from', '/nowhere'], {}, /is not a backup/],
  [
    'no server',
    'move',
    ['--to', 'postgresql://a:b@127.0.0.1:9/c'],
    { TELEGRAM_BOT_TOKEN: TOKEN },
    /There is no desk|correct --to/,
  ],
] as const)('%s: one sentence, and nothing is left behind', async (_what, name, args, env, sentence) => {
  const dataDir = await makeDirectory();
  await writeFile(join(dataDir, 'mine'), '');
  const { code, said } = await script(name, args, dataDir, env);
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(sentence) });
  expect(await readdir(dataDir)).toEqual(['mine']);
});
