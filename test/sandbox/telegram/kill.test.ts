import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ANN, BOT, CHANNEL, TOKEN } from './seed.js';
import { createSetting, freshDir } from './setting.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

async function startOwnProcess(dir: string) {
  const child = spawn(
    process.execPath,
    ['--import', here('../../support/run-typescript.ts'), here('./own-process.ts'), dir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url: unknown[] = await once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(20_000) });
  return { child, url: String(url[0]) };
}

async function post(url: string, text: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ chat_id: CHANNEL, text });
  const response = await fetch(`${url}/bot${TOKEN}/sendMessage`, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.ok;
}

test('killed in the middle of its work, it loses nothing that it answered', async () => {
  const dir = freshDir();
  const answered: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { child, url } = await startOwnProcess(dir);
    const exit = once(child, 'exit');
    const before = answered.length;
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; ; n += 1) {
        const text = `${round}/${writer}/${n}`;
        if (!(await post(url, text).catch(() => false))) return;
        answered.push(text);
        if (answered.length - before >= 60) child.kill('SIGKILL');
      }
    };
    await Promise.all([write(1), write(2), write(3), write(4)]);
    await exit;
  }
  await using setting = await createSetting({ dir });
  const live = (await setting.people.as(ANN).messages(CHANNEL, 1000)).map(({ text }) => text ?? '');
  expect(answered.filter((text) => !live.includes(text))).toEqual([]);
  expect(new Set(live).size).toBe(live.length);
  // What was under way at the end may have taken effect: one request for each of four writers, in three rounds.
  expect(live.length - answered.length).toBeLessThanOrEqual(12);
  expect(await setting.people.as(ANN).send(BOT, 'and it goes on')).toMatchObject({ id: 1 });
});
