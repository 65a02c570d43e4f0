import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { contentHash, type MediaRef } from '../../src/domain/content.js';
import type { AttemptStatus, DeliveryState } from '../../src/domain/delivery.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import { createHttp } from '../../src/platforms/http.js';
import { createPlatforms } from '../../src/platforms/index.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { connectPeople, type PeopleClient } from '../../src/sandbox/telegram/people-client.js';
import type { SeedChat } from '../../src/sandbox/telegram/seed.js';
import { startTelegramServer } from '../../src/sandbox/telegram/server.js';
import { createTelegramWorld } from '../../src/sandbox/telegram/world.js';
import { systemClock, systemIds } from '../../src/system.js';
import type { Desk } from '../../src/usecases/desk.js';
import { type OpenDatabase, openTestDatabase } from '../support/database.js';
import { quietLog } from '../support/log.js';
import { makeApproved, makeScene, type Scene } from '../support/rows.js';
import { mediumOf, pngOf } from '../support/sample-media.js';
import { testVault } from '../support/vault.js';
import { type ChildOptions, type DeskChild, type Runner, startChild } from './desk-child.js';

const TOKEN = '700000001:crash-token';
const READER = 1001;
/** Enough that each post of a test about faults has a channel of its own. */
const CHANNELS = Array.from({ length: 200 }, (_, i) => -1_002_000_000_000 - i);
const GROUP = -1001111111111;
const PNG = pngOf(640, 480, 4_000);
const PHOTO: MediaRef = mediumOf(PNG, { kind: 'photo', mime: 'image/png', width: 640, height: 480 });

export type PostKind = 'text' | 'photo' | 'photo and text';
const PARTS: Readonly<Record<PostKind, readonly ('text' | 'photo')[]>> = {
  text: ['text'],
  photo: ['photo'],
  'photo and text': ['photo', 'text'],
};

export interface StagedPost extends Scene {
  readonly channel: number;
  readonly parts: readonly { readonly id: string; readonly text: string }[];
}

/** A part of a post, in short. */
export interface Picture {
  readonly state: DeliveryState;
  readonly attempts: readonly AttemptStatus[];
  /** How often it can be seen. */
  readonly live: number | undefined;
  /** How often anything was asked to be sent to its channel. */
  readonly sent: number;
}

export interface Row {
  readonly id: string;
  readonly state: DeliveryState;
  readonly version: number;
  readonly attempts: readonly AttemptStatus[];
  readonly committing: number | null;
  readonly lease: string | null;
  readonly failure: { readonly kind: string } | null;
}

/** One simulated Telegram, one database, and worker processes between the two. */
export interface Stage extends AsyncDisposable {
  readonly db: OpenDatabase;
  readonly people: PeopleClient;
  /** For a person's acts; it rings nobody. */
  readonly desk: Desk;
  /** An approved post of a client of its own. */
  addPost(kind: PostKind, dueAt?: Date): Promise<StagedPost>;
  addPosts(count: number, dueAt?: Date): Promise<StagedPost[]>;
  /** Makes a post that was added for later due now. */
  due(post: StagedPost): Promise<void>;
  /** Keeps marks of this client's posts waiting, until it is let go. */
  hinderMarks(post: StagedPost): Promise<AsyncDisposable>;
  /** A process with one worker that takes whatever is due, or with what is asked for. */
  start(options?: Partial<ChildOptions & Pick<Runner, 'stand'>>): DeskChild;
  /** What can be seen in its channel, oldest first. */
  live(post: StagedPost): Promise<MessageView[]>;
  /** How often each of its parts can be seen there. */
  timesLive(post: StagedPost): Promise<number[]>;
  /** Each part of the post, in order. */
  rows(post: StagedPost): Promise<Row[]>;
  /** Of its first part. */
  picture(post: StagedPost): Promise<Picture>;
  firstState(post: StagedPost): Promise<DeliveryState>;
  /** The deliveries whose cards editors can see in their group. */
  shownCards(): Promise<Set<string>>;
  /** No statement is under way: what a process that died had asked for is done, or never will be. */
  databaseRests(): Promise<boolean>;
}

export async function openStage(): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const db = opened.use(await openTestDatabase());
  const mediaDir = await mkdtemp(join(tmpdir(), 'copydesk-crash-'));
  opened.defer(() => rm(mediaDir, { recursive: true, force: true }));
  const store = await openDiskStore(mediaDir);
  await store.put(PNG, PNG.length);
  const media = openMediaRoom(store);
  const { url: apiRoot, close } = await startSimulator();
  opened.defer(close);
  const people = connectPeople(apiRoot);
  const platforms = createPlatforms({ telegram: { apiRoot, token: TOKEN }, http: createHttp() });
  const desk: Desk = {
    orm: db.orm,
    platforms,
    media,
    vault: testVault,
    clock: systemClock,
    ids: systemIds,
    log: quietLog,
    wake: { ring: () => undefined },
  };
  const base: ChildOptions = {
    databaseUrl: db.url,
    alarmUrl: null,
    apiRoot,
    token: TOKEN,
    mediaDir,
    cardsChat: GROUP,
    leaseMs: 30_000,
    concurrency: 10,
    lookEveryMs: 100,
    sweepEveryMs: 150,
    runners: [],
  };
  const addPost = (kind: PostKind, dueAt = new Date()): Promise<StagedPost> => stagePost(db, kind, dueAt);
  const live = ({ channel }: StagedPost): Promise<MessageView[]> => people.as(READER).messages(channel, 1000);
  const timesLive = async (post: StagedPost): Promise<number[]> => {
    const seen = (await live(post)).map(({ text, caption }) => text ?? caption);
    return post.parts.map((part) => seen.filter((text) => text === part.text).length);
  };
  const rows = async ({ parts }: StagedPost): Promise<Row[]> => {
    const found = await sql<Row>`select id, state, version, attempts, committing, lease, failure from delivery
      where id = any(${parts.map(({ id }) => id)}::uuid[]) order by ordinal`.execute(db.sql);
    return found.rows;
  };
  const closing = opened.move();
  return {
    db,
    people,
    desk,
    addPost,
    async addPosts(count, dueAt) {
      const posts: StagedPost[] = [];
      while (posts.length < count) {
        const some = Array.from({ length: Math.min(10, count - posts.length) }, () => addPost('text', dueAt));
        posts.push(...(await Promise.all(some)));
      }
      return posts;
    },
    async due({ parts }) {
      await sql`update delivery set due_at = now() where id = any(${parts.map(({ id }) => id)}::uuid[])`.execute(
        db.sql,
      );
    },
    async hinderMarks({ clientId }) {
      const holder = new Client({ connectionString: db.url });
      await holder.connect();
      await holder.query('begin');
      await holder.query('select from client where id = $1 for update', [clientId]);
      return { [Symbol.asyncDispose]: () => holder.end() };
    },
    start({ stand, ...options } = {}) {
      const runners = [{ only: null, prepares: false, stand: stand ?? null }];
      const child = startChild({ ...base, runners, ...options });
      closing.defer(() => child.kill());
      return child;
    },
    live,
    timesLive,
    rows,
    async picture(post) {
      const [row] = await rows(post);
      if (!row) throw new Error('the post has no parts');
      const [times] = await timesLive(post);
      const sent = (await people.requests()).filter(({ chatId }) => chatId === post.channel).length;
      return { state: row.state, attempts: row.attempts, live: times, sent };
    },
    async firstState(post) {
      const [row] = await rows(post);
      if (!row) throw new Error('the post has no parts');
      return row.state;
    },
    async shownCards() {
      const shown = (await people.as(READER).messages(GROUP, 1000)).map(({ text }) => text?.replace('card ', '') ?? '');
      const known = await sql<{ subject_id: string }>`
        select subject_id from card where id = any(${shown}::uuid[])`.execute(db.sql);
      return new Set(known.rows.map((row) => row.subject_id));
    },
    async databaseRests() {
      const active = await sql<{ busy: number }>`select count(*)::int as busy from pg_stat_activity
        where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(db.sql);
      return active.rows[0]?.busy === 0;
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function channelOf(id: number): SeedChat {
  return { type: 'channel', id, title: `News ${id}`, members: [], owner: READER, bot: { admin: {} } };
}

async function startSimulator() {
  const world = createTelegramWorld({
    dir: null,
    clock: systemClock,
    seed: {
      bot: { id: 700_000_001, username: 'crash_bot', name: 'Crash', token: TOKEN },
      people: [{ id: READER, name: 'Reader', username: 'reader', language: 'en' }],
      chats: [
        ...CHANNELS.map(channelOf),
        { type: 'supergroup', id: GROUP, title: 'Editors', members: [], owner: READER, bot: 'member' },
      ],
    },
  });
  const server = await startTelegramServer({ world });
  return {
    url: server.url,
    async close() {
      await server.close();
      world.close();
    },
  };
}

let posts = 0;

async function stagePost({ sql: db }: OpenDatabase, kind: PostKind, dueAt: Date): Promise<StagedPost> {
  posts += 1;
  const texts = PARTS[kind].map((what) => `${what} of post ${posts}`);
  const into = CHANNELS[posts % CHANNELS.length] ?? 0;
  const scene = await makeScene(db, String(into));
  await sql`update client set editors_chat_id = ${String(GROUP)} where id = ${scene.clientId}`.execute(db);
  const { revisionId, parts } = await makeApproved(db, scene, { dueAt, texts });
  if (kind !== 'text') await addPhotos(db, kind, { texts, revisionId, accountId: scene.accountId });
  return { ...scene, channel: into, parts: parts.map((id, i) => ({ id, text: texts[i] ?? '' })) };
}

/** The approved revision is what it would have been with the photo. */
async function addPhotos(
  db: OpenDatabase['sql'],
  kind: PostKind,
  { texts, revisionId, accountId }: { texts: string[]; revisionId: string; accountId: string },
): Promise<void> {
  const parts = texts.map((text, i) => ({
    name: i === 0 ? 'main' : `part${i}`,
    text,
    entities: [],
    media: PARTS[kind][i] === 'photo' ? [PHOTO] : [],
  }));
  const rendered = { [accountId]: { parts } };
  const hash = contentHash(rendered);
  await sql`update revision set rendered = ${JSON.stringify(rendered)}::jsonb, hash = ${hash}
    where id = ${revisionId}`.execute(db);
  await sql`update approval set hash = ${hash} where revision_id = ${revisionId}`.execute(db);
}
