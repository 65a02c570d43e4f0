import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildProgram } from '../support/built.js';
import { until } from '../support/until.js';
import { cleanUp, makeDirectory, makeUsedDirectory, postgresOf, type Program, start } from './program.js';

afterEach(cleanUp);

/** `script` gives its command a terminal of its own: what we write is typed there, and Ctrl-C reaches the whole foreground group. */
const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
const CTRL_C = '\u0003';

interface Terminal extends Program {
  /** What stands there, without what was overwritten and what npm says of itself. */
  lines(): string[];
  type(keys: string): void;
}

async function onTerminal(dataDir: string, command: string, env: Record<string, string> = {}): Promise<Terminal> {
  const { root } = await buildProgram();
  const program = await start({ dataDir, env, command: ['script', '-qec', command, '/dev/null'], cwd: root });
  return {
    ...program,
    lines: () =>
      program
        .stdout()
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/.\u001b\[1G\u001b\[0K/g, '')
        .split(/\r?\n/)
        .filter((line) => line !== '' && !line.startsWith('> ')),
    type: (keys) => void program.child.stdin?.write(keys),
  };
}

// `script` has a shell run it, which without `exec` would die of Ctrl-C itself.
const NPM = 'exec npm start';
const NODE = 'exec node dist/src/main.js';
const isReady = (terminal: Terminal) => until('it is ready', () => /is ready/.test(terminal.stdout()), 120_000);
const logOf = (dataDir: string) => readFile(join(dataDir, 'sandbox/copydesk.log'), 'utf8').catch(() => '');

describe.runIf(hasTerminal)('on a terminal', () => {
  test('npm start says in one line where to look; Ctrl-C ends everything with exit code 0', async () => {
    const dataDir = await makeUsedDirectory();
    const terminal = await onTerminal(dataDir, NPM);
    await isReady(terminal);
    const log = join(dataDir, 'sandbox/copydesk.log');
    expect(terminal.lines()).toEqual([
      expect.stringMatching(
        /^Copydesk sandbox is ready: open http:\/\/127\.0\.0\.1:\d+ {2}\(log: .*; Ctrl-C stops it\)$/,
      ),
    ]);
    expect(terminal.lines()[0]).toContain(log);
    const [, url = ''] = /(http:\S+)/.exec(terminal.stdout()) ?? [];
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    terminal.type(CTRL_C);
    expect(await terminal.exit()).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
    expect(await logOf(dataDir)).toMatch(/Copydesk is ready[^]*Copydesk stopped"}\n$/);
    expect(terminal.lines()).toHaveLength(2); // and ^C
  });

  test('a second Ctrl-C changes nothing: npm waits until all is over', async () => {
    const dataDir = await makeUsedDirectory();
    const terminal = await onTerminal(dataDir, NPM);
    await isReady(terminal);
    terminal.type(CTRL_C);
    await until('it stops', async () => (await logOf(dataDir)).includes('Copydesk stops'));
    terminal.type(CTRL_C);
    expect(await terminal.exit()).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
    expect(await logOf(dataDir)).toMatch(/Copydesk stopped"}\n$/);
  });

  test.each([NPM, NODE])('Ctrl-C while %s makes the cluster ends everything', async (command) => {
    const dataDir = await makeDirectory();
    const terminal = await onTerminal(dataDir, command);
    await until('it has begun', async () => (await logOf(dataDir)).includes('making the embedded database'), 120_000);
    terminal.type(CTRL_C);
    expect(await terminal.exit()).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
    expect(terminal.lines().join('')).toBe('^C');
  });

  test('a terminal that is closed ends everything in order', async () => {
    const dataDir = await makeUsedDirectory();
    const terminal = await onTerminal(dataDir, NODE);
    await isReady(terminal);
    terminal.child.kill('SIGKILL');
    await until('it is over', async () => (await logOf(dataDir)).includes('Copydesk stopped'), 30_000);
    expect(await postgresOf(dataDir)).toEqual([]);
  });

  test('why it does not start is said there', async () => {
    const terminal = await onTerminal(await makeDirectory(), NODE, { PORT: 'eighty' });
    expect(await terminal.exit()).toBe(1);
    expect(terminal.lines()).toEqual(['The configuration has mistakes: PORT must be a number.']);
  });
});

describe('without a terminal', () => {
  test('the log goes to standard output as JSON, and SIGTERM to npm ends everything with exit code 0', async () => {
    const dataDir = await makeUsedDirectory();
    const { root } = await buildProgram();
    const npm = await start({ dataDir, command: ['npm', 'start', '--silent'], cwd: root });
    await npm.ready();
    npm.child.kill('SIGTERM');
    expect(await npm.exit()).toBe(0);
    expect(await postgresOf(dataDir)).toEqual([]);
    const messages = npm
      .stdout()
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(messages.at(-1)).toMatchObject({ level: 30, msg: 'Copydesk stopped' });
    expect(npm.stderr()).toBe('');
  });
});
