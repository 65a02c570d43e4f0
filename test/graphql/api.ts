import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { z } from 'zod';
import { createOrm } from '../../src/db/orm.js';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import type { Sql } from '../../src/db/sql.js';
import { openReads } from '../../src/db/reads.js';
import type { ApiOptions } from '../../src/graphql/api-options.js';
import { registerGraphql } from '../../src/graphql/register.js';
import { guardPlayground } from '../../src/http/admin/playground-door.js';
import { registerAdmin } from '../../src/http/admin/routes.js';
import { callerOf } from '../../src/http/api-caller.js';
import { registerEdge } from '../../src/http/edge.js';
import { createServer, listen } from '../../src/http/server.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { readTargets } from '../../src/media/private-targets.js';
import { openMediaRoom } from '../../src/media/room.js';
import { openWebFiles } from '../../src/media/web-files.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { createHttp } from '../../src/platforms/http.js';
import type { Platform } from '../../src/platforms/platform.js';
import { PlatformRegistry } from '../../src/platforms/registry.js';
import { telegramPlatform } from '../../src/platforms/telegram/platform.js';
import type { Clock } from '../../src/ports.js';
import { readiness } from '../../src/reads/readiness.js';
import { systemClock, systemIds } from '../../src/system.js';
import { createPost } from '../../src/usecases/create-post.js';
import type { Desk } from '../../src/usecases/desk.js';
import { foundClient } from '../../src/usecases/found-client.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { collectingLog } from '../support/collecting-log.js';
import { silentAlarm } from '../support/silent-alarm.js';
import { createTestDatabase } from '../support/postgres.js';
import { testVault } from '../support/vault.js';
import { countStatements } from './count-statements.js';

export const TELEGRAM_TOKEN = '1:none';
export const TOKEN = 'the-token-of-the-first-admin';

const RESPONSE = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.unknown()).optional(),
        extensions: z.object({ code: z.string() }).catchall(z.unknown()),
      }),
    )
    .optional(),
});
export type ApiResponse = z.infer<typeof RESPONSE> & { readonly status: number };

export interface Api extends AsyncDisposable {
  readonly url: string;
  readonly desk: Desk;
  readonly sql: Sql;
  readonly store: DeliveryStore;
  readonly lines: readonly string[];
  /** Statements that PostgreSQL was asked to run since the last call. */
  readonly statements: () => number;
  /** Member ids by name. */
  readonly people: Readonly<Record<'author' | 'editor' | 'admin', string>>;
  readonly clientId: string;
  ask(query: string, variables?: object, token?: string | null): Promise<ApiResponse>;
}

interface Wanted extends Pick<ApiOptions, 'introspection' | 'limits' | 'streams' | 'operationMs'> {
  readonly channels?: number;
  readonly playgroundToken?: string | null;
  /** Any cookie is the admin's session. */
  readonly byCookie?: boolean;
  /** The pages for admins, too, which one logs in to before the playground. */
  readonly pages?: boolean;
  /** Reads as on a real desk, with a bound on each statement. */
  readonly statementMs?: number;
  readonly clock?: Clock;
  readonly allowTargets?: string[];
  readonly networks?: readonly Platform[];
  /** Left out, Telegram does not answer. */
  readonly telegramRoot?: string;
}

/** The API over HTTP on a database of its own, with a client, three people and `channels` Telegram channels. */
export async function openApi({
  channels = 1,
  playgroundToken = null,
  byCookie = false,
  pages = false,
  statementMs,
  clock = systemClock,
  allowTargets = [],
  networks = [],
  telegramRoot = 'http://127.0.0.1:9',
  ...edge
}: Wanted = {}): Promise<Api> {
  await using opened = new AsyncDisposableStack();
  const database = await createTestDatabase();
  opened.defer(() => database.drop());
  const counter = opened.use(await countStatements(database.url));
  const { log, lines } = collectingLog();
  const orm = await createOrm(counter.url, log);
  opened.defer(() => orm.close(true));
  const db: Sql = orm.em.fork().getKysely();
  const mediaDir = await mkdtemp(join(tmpdir(), 'copydesk-api-'));
  opened.defer(() => rm(mediaDir, { recursive: true, force: true }));
  let address: string | null = null;
  const desk: Desk = {
    webAddress: () => address,
    orm,
    platforms: new PlatformRegistry([
      telegramPlatform({ apiRoot: telegramRoot, token: TELEGRAM_TOKEN, http: createHttp({ log }) }),
      ...networks,
    ]),
    media: openMediaRoom(await openDiskStore(mediaDir)),
    vault: testVault,
    clock,
    ids: systemIds,
    wake: { ring: () => undefined },
    log,
    webFiles: openWebFiles(readTargets(allowTargets), { silenceMs: 500 }),
  };
  await found(desk, channels);
  const ready = () => readiness(db, new Date(), { telegram: { up: true }, alarm: { up: true } });
  const server = createServer({ log, readiness: ready, sandbox: !pages });
  opened.defer(() => server.close());
  await registerEdge(server);
  const reads = statementMs === undefined ? null : await openReads(orm, log, statementMs);
  if (reads) opened.defer(() => reads.close());
  const graphql = registerGraphql(server, {
    desk,
    readiness: ready,
    authenticate: ({ token, headers }) =>
      callerOf(desk, TOKEN, { token: byCookie && headers.cookie !== undefined ? TOKEN : token, headers }),
    playgroundToken,
    guardPage: pages ? (request, reply) => guardPlayground(desk, request, reply) : null,
    readsUntil: reads?.until,
    ...edge,
  });
  opened.defer(() => graphql.stop());
  const root = PACKAGE_ROOT;
  if (pages)
    await registerAdmin(server, { desk, readiness: () => readiness(db, new Date()), alarm: silentAlarm, root });
  const url = await listen(server, { host: '127.0.0.1', port: 0 });
  address = url;
  const people = await idsOf(db);
  const closing = opened.move();
  return {
    url,
    desk,
    sql: db,
    statements: () => counter.take(),
    store: new DeliveryStore(db, 60_000),
    lines,
    ...people,
    async ask(query, variables = {}, token = TOKEN) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...RESPONSE.parse(await response.json()) };
    },
    async [Symbol.asyncDispose]() {
      const { rows } = await sql<{ text: string }>`select content ->> 'text' as text from post`.execute(db);
      await closing.disposeAsync();
      const secrets = [TOKEN, ...rows.map(({ text }) => text).filter((text) => text.length > 8)];
      expect(secrets.filter((secret) => lines.some((line) => line.includes(secret)))).toEqual([]);
    },
  };
}

async function found(desk: Desk, channels: number): Promise<void> {
  await foundClient(desk, {
    name: 'Daily Bean',
    zone: 'Europe/Kyiv',
    language: 'en',
    editorsChatId: '-1',
    people: (['author', 'editor', 'admin'] as const).map((role, i) => ({
      telegramId: String(i + 1),
      name: role,
      username: role,
      language: 'en',
      role,
    })),
    accounts: Array.from({ length: channels }, (_, i) => ({
      platform: 'telegram',
      name: `Channel ${i}`,
      username: `channel${i}`,
      externalId: `-100${i}`,
    })),
  });
}

async function idsOf(db: Sql): Promise<Pick<Api, 'people' | 'clientId'>> {
  const { rows } = await sql<{ id: string; name: string; client_id: string }>`
    select m.id, m.name, s.client_id from member m join membership s on s.member_id = m.id`.execute(db);
  const id = (name: string) => rows.find((row) => row.name === name)?.id ?? '';
  return {
    people: { author: id('author'), editor: id('editor'), admin: id('admin') },
    clientId: rows[0]?.client_id ?? '',
  };
}

/** A draft of the author. */
export async function draft({ desk, clientId, people }: Api, text: string): Promise<string> {
  const { postId } = await createPost(desk, {
    clientId,
    memberId: people.author,
    content: { text, entities: [], media: [] },
    source: `test:${text}`,
    chatId: '1',
    language: 'en',
  });
  return postId;
}

/** A post of the author in review, and the revision that waits for approval. */
export async function inReview(api: Api, text: string): Promise<{ postId: string; revisionId: string }> {
  const postId = await draft(api, text);
  await submitPost(api.desk, { postId, memberId: api.people.author });
  const { rows } = await sql<{ revision_id: string }>`select revision_id from post where id = ${postId}`.execute(
    api.sql,
  );
  return { postId, revisionId: rows[0]?.revision_id ?? '' };
}

/** Takes everything that is due through the outbox as a worker does; `answer` is what the network says to each part. */
export async function sendDue(
  { store }: Api,
  answer: (part: { name: string; target: string }) => 'published' | 'refused' | 'lost' | 'again',
): Promise<void> {
  const now = new Date();
  for (const claimed of await store.claimDue(1000, now)) {
    if (!claimed.part) continue;
    const mark = await store.markCommitting(claimed, now);
    if (mark.kind !== 'marked') throw new Error(`not marked: ${mark.kind}`);
    const { name, target } = claimed.part;
    const failure = { kind: 'invalid', message: 'Bad Request: chat not found', code: '400', status: 400 } as const;
    const receipt = { kind: 'published', remoteId: '42', url: `https://t.me/c/${target}/42` } as const;
    const events = {
      published: { type: 'publish', receipt },
      refused: { type: 'fail', failure },
      lost: { type: 'lose', failure: { kind: 'timeout', message: 'No answer' } },
      again: { type: 'retry', at: now, failure: { kind: 'outage', message: 'Bad Gateway' } },
    } as const;
    await store.settle(mark.claimed, events[answer({ name, target })], now);
  }
}
