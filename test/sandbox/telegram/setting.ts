import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { connectPeople } from '../../../src/sandbox/telegram/people-client.js';
import type { PeopleClient } from '../../../src/sandbox/telegram/people-client.js';
import type { RateLimits } from '../../../src/sandbox/telegram/limits.js';
import type { WorldSeed } from '../../../src/sandbox/telegram/seed.js';
import { startTelegramServer } from '../../../src/sandbox/telegram/server.js';
import type { TelegramWorld } from '../../../src/sandbox/telegram/world.js';
import { createTelegramWorld } from '../../../src/sandbox/telegram/world.js';
import { SEED, TOKEN } from './seed.js';
import { checkAnswer } from './machine-spec.js';

export interface Answer {
  status: number;
  ok: boolean;
  description: string | undefined;
  parameters: Record<string, unknown> | undefined;
  /** Looks inside `result`: `at('chat', 'id')`. */
  at(...path: (string | number)[]): unknown;
}

const answerSchema = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});

export interface Setting extends AsyncDisposable {
  world: TelegramWorld;
  url: string;
  people: PeopleClient;
  clock: TestClock;
  /** One Bot API request; what comes back is held against Telegram's machine spec. */
  api(method: string, params?: object | FormData, signal?: AbortSignal): Promise<Answer>;
}

/** Stands where it is put, so that ages are exact. */
export class TestClock {
  private ms = Date.parse('2026-10-19T12:00:00Z');
  now = (): Date => new Date(this.ms);
  pass(ms: number): void {
    this.ms += ms;
  }
}

export interface SettingOptions {
  dir?: string | null;
  seed?: WorldSeed;
  limits?: RateLimits;
  clock?: TestClock;
  local?: boolean;
}

export async function createSetting(options: SettingOptions = {}): Promise<Setting> {
  const clock = options.clock ?? new TestClock();
  const world = createTelegramWorld({
    dir: options.dir ?? null,
    clock,
    seed: options.seed ?? SEED,
    limits: options.limits,
    local: options.local,
  });
  const server = await startTelegramServer({ world });
  return {
    world,
    url: server.url,
    clock,
    people: connectPeople(server.url),
    api: (method, params = {}, signal) => callApi(server.url, method, params, signal),
    async [Symbol.asyncDispose]() {
      await server.close();
      world.close();
    },
  };
}

async function callApi(url: string, method: string, params: object | FormData, signal?: AbortSignal): Promise<Answer> {
  const isForm = params instanceof FormData;
  const response = await fetch(`${url}/bot${TOKEN}/${method}`, {
    method: 'POST',
    body: isForm ? params : JSON.stringify(params),
    ...(isForm ? {} : { headers: { 'content-type': 'application/json' } }),
    ...(signal ? { signal } : {}),
  });
  return readAnswer(method, response);
}

export async function readAnswer(method: string, response: Response): Promise<Answer> {
  const raw: unknown = await response.json();
  const answer = answerSchema.parse(raw);
  if (answer.ok) checkAnswer(method, answer.result);
  else if (answer.error_code !== response.status) throw new Error('the error code is not the status');
  const { ok, description, parameters, result } = answer;
  return { status: response.status, ok, description, parameters, at: (...path) => dig(result, path) };
}

export function dig(value: unknown, path: readonly (string | number)[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = Array.isArray(inner) && Number(key) < 0 ? inner.at(Number(key)) : Reflect.get(inner, key);
  }
  return inner;
}

/** A directory that goes when the test is over. */
export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-telegram-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A real PNG of one colour. */
export function png(width: number, height: number, grey = 128): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(width + 1, grey);
  row[0] = 0;
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export const blob = (data: Uint8Array): Blob => new Blob([Uint8Array.from(data)]);
