import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import { connectPeople, type PeopleClient } from '../../src/sandbox/telegram/people-client.js';
import { BUILD_MS, buildProgram } from '../support/built.js';
import { until } from '../support/until.js';
import { cardSays, draft, offers, type People, promptTo, submit, tap } from './acting.js';

const PROCESS = fileURLToPath(new URL('./killable-process.ts', import.meta.url));
const whereabouts = z.object({ url: z.string(), databaseUrl: z.string() });

let dir: string;
let child: ChildProcess;
let desk: People & { readonly people: PeopleClient; readonly databaseUrl: string };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copydesk-crash-'));
  await start();
}, BUILD_MS);
afterAll(async () => {
  child.disconnect();
  await once(child, 'exit');
  await rm(dir, { recursive: true, force: true });
});

test('killed before the mark, the desk sends the post once when it is back', async () => {
  const card = await draft(desk, 'Before the mark');
  const review = await submit(desk, card);
  // Whoever wants to mark asks for a share of this row.
  await using hold = await lockClients();
  await tap(desk.editor, review, 'approve');
  await until('the worker stands before the mark', () => hold.isWaitedFor());
  await kill();
  await hold[Symbol.asyncDispose]();
  expect(await start().then(() => live('Before the mark'))).toBe(0);
  await cardSays(desk, card, /Live/);
  expect(await live('Before the mark')).toBe(1);
}, 120_000);

test('killed after the mark, the desk does not guess: the post is unknown until an editor has looked', async () => {
  const card = await draft(desk, 'After the mark');
  const review = await submit(desk, card);
  await desk.people.fault({ kind: 'slow', chatId: SANDBOX_PLACES.channel, delayMs: 60_000 });
  await tap(desk.editor, review, 'approve');
  await until('it is live, and the worker waits for the answer', async () => (await live('After the mark')) === 1);
  await kill();
  await start();
  const unknown = await desk.editor.waitFor(
    SANDBOX_PLACES.editorsGroup,
    (message) => offers(message, 'leaveIt'),
    20_000,
  );
  expect(unknown.text).toContain('After the mark');
  expect(await live('After the mark')).toBe(1);
  await tap(desk.editor, unknown, 'itIsThere');
  const prompt = await promptTo(desk.editor, unknown);
  await desk.editor.send(SANDBOX_PLACES.editorsGroup, '-', { replyTo: prompt.id });
  await cardSays(desk, card, /Live/);
  expect(await live('After the mark')).toBe(1);
}, 120_000);

async function start(): Promise<void> {
  const { root } = await buildProgram();
  const env = { PATH: process.env.PATH, DATA_DIR: dir, PORT: '0' };
  child = fork(PROCESS, [root], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])]);
  const { url, databaseUrl } = whereabouts.parse(said);
  const people = connectPeople(`${url}/sandbox/telegram`);
  const { bot } = await people.world();
  const { author, editor, editorsGroup: editors, channel } = SANDBOX_PLACES;
  const chats = { bot: bot.id, editors, channel };
  desk = { people, databaseUrl, author: people.as(author), editor: people.as(editor), chats };
}

async function kill(): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function live(text: string): Promise<number> {
  const posts = await desk.author.messages(SANDBOX_PLACES.channel);
  return posts.filter((post) => post.text === text).length;
}

async function lockClients() {
  const client = new Client({ connectionString: desk.databaseUrl });
  let open = true;
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  // Foreign keys need less than what this withholds.
  await client.query('select * from client for no key update');
  return {
    async isWaitedFor() {
      // A transaction sees the activity as it was when it first looked.
      await client.query('select pg_stat_clear_snapshot()');
      const { rowCount } = await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'");
      return (rowCount ?? 0) > 0;
    },
    async [Symbol.asyncDispose]() {
      if (!open) return;
      open = false;
      // The statement of a dead client would still be carried out.
      await client.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");
      await client.end();
    },
  };
}
