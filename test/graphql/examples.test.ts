import { createServer } from 'node:http';
import { type FieldNode, getOperationAST, Kind, parse, visit } from 'graphql';
import { sql } from 'kysely';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '../../src/graphql/examples.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { SCOPES } from '../../src/domain/access.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createApiToken } from '../../src/usecases/create-api-token.js';
import { createSetting, type Setting, TestClock, TOKEN as TOKEN_OF_INSTAGRAM } from '../platforms/instagram/setting.js';
import { pngOf } from '../support/sample-media.js';
import { type Api, draft, inReview, openApi, sendDue, TOKEN } from './api.js';
import { answered, approved, change, changed, type SeenPost } from './change.js';
import { openTelegramChat, type TelegramChat } from './telegram-chat.js';

const EXAMPLES = TOPICS.flatMap(({ examples }) => examples);
const nameOf = (operation: string) => getOperationAST(parse(operation))?.name?.value ?? '';
const kindOf = (operation: string) => getOperationAST(parse(operation))?.operation;

let api: Api;
/** What a person would take from another answer, by the name of the variable. */
let real: Record<string, unknown> = {};
const site = createServer((_request, response) => response.end(pngOf(3, 2, 400)));
let telegram: TelegramChat;
let instagram: Setting;
beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  telegram = await openTelegramChat();
  instagram = await createSetting({ clock: new TestClock() });
  api = await openApi({
    channels: 2,
    networks: [instagram.platform],
    telegramRoot: telegram.url,
    allowTargets: ['127.0.0.1'],
  });
  real = await seed();
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await instagram[Symbol.asyncDispose]();
  await telegram[Symbol.asyncDispose]();
  site.close();
});

describe('an example', () => {
  test.each(
    EXAMPLES.filter(({ operation }) => kindOf(operation) !== 'subscription').map(
      (example) => [nameOf(example.operation), example] as const,
    ),
  )('%s does its job', async (called, { operation, variables = {} }) => {
    const found: Record<string, unknown> = { ...real, key: called, ...(await TAKEN_FROM[called]?.()) };
    const given = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, found[name] ?? value]));
    const { data, errors } = await api.ask(operation, given);
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data ?? {})) {
      expect(answer).not.toBeNull();
      expect(JSON.stringify(answer)).not.toContain('"fix":"');
    }
  });

  test.each(
    EXAMPLES.filter(({ operation }) => kindOf(operation) === 'subscription').map(
      (example) => [nameOf(example.operation), example] as const,
    ),
  )('%s tells what happens', async (_name, { operation, variables = {} }) => {
    const response = await fetch(`${api.url}/graphql/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: operation, variables }),
    });
    await inReview(api, `happens to ${nameOf(operation)}`);
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      if (/"data":\{/.test(text)) break;
    }
    expect(text).not.toContain('"errors"');
  });
});

test('there is one for everything that can be asked and done', () => {
  const schema = buildApiSchema();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
  const shown = new Set(EXAMPLES.flatMap(({ operation }) => rootFieldsOf(operation)));
  expect(fields.filter((field) => !shown.has(field))).toEqual([]);
});

test('each has a name of its own, and what a variable means in one tab is the same for all', () => {
  const names = EXAMPLES.map(({ operation }) => nameOf(operation));
  expect(names).not.toContain('');
  expect(new Set(names).size).toBe(names.length);
  for (const { examples } of TOPICS) {
    const seen = new Map<string, unknown>();
    for (const [name, value] of examples.flatMap(({ variables = {} }) => Object.entries(variables))) {
      expect(seen.get(name) ?? value).toEqual(value);
      seen.set(name, value);
    }
  }
});

function rootFieldsOf(operation: string): string[] {
  const fields: FieldNode[] = [];
  visit(parse(operation), {
    OperationDefinition(node) {
      fields.push(...node.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD));
    },
  });
  return fields.map(({ name }) => name.value);
}

/** Something of each kind: a post that went out, one that waits for review, a token. */
async function seed(): Promise<Record<string, unknown>> {
  const { people, clientId } = api;
  const gone = await inReview(api, 'went out in spring');
  await approvePost(api.desk, { ...gone, memberId: people.editor });
  await sendDue(api, () => 'published');
  const draftId = await draft(api, 'still being written');
  const waiting = await inReview(api, 'waits for approval');
  const { id: tokenId } = await createApiToken(api.desk, {
    clientId,
    memberId: people.editor,
    scopesAtMost: SCOPES,
    name: 'Script',
    role: 'editor',
    scopes: ['read'],
    expiresAt: null,
  });
  const { rows } = await sql<Record<string, unknown>>`
    select p.number, u.id as "publicationId", u.account_id as "accountId", d.id as "deliveryId"
    from post p join publication u on u.post_id = p.id join delivery d on d.publication_id = u.id
    where p.id = ${gone.postId}`.execute(api.sql);
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  return { ...rows[0], ...waiting, draftId, dueAt, tokenId, memberId: people.editor, clientId };
}

const LATER = new Date(Date.now() + 86_400_000).toISOString();
const made = (text: string) => changed(api, 'createPost', { text });
const stepped = async (name: string, input: object) => ({ postId: (await changed(api, name, input)).id });
const postAndVersion = ({ id: postId, version }: SeenPost) => ({ postId, version });

/** An approved post whose only part has met that end, or waits for its time. */
async function partOf(text: string, outcome: 'published' | 'refused' | 'lost' | null) {
  const { id } = await approved(api, text);
  if (outcome) await sendDue(api, () => outcome);
  else await changed(api, 'schedulePost', { postId: id, dueAt: LATER });
  const { publications } = await postNow(id);
  const part = publications[0]?.parts[0];
  return { postId: id, partId: part?.id, version: part?.version };
}

async function postNow(postId: string): Promise<SeenPost> {
  const { post } = await change(api, 'submitPost', { postId, expectedVersion: -1 });
  if (!post) throw new Error('no such post');
  return post;
}

async function withPictures() {
  const { port } = z.object({ port: z.number() }).parse(site.address());
  const urls = [1, 2].map((n) => ({ url: `http://127.0.0.1:${port}/${n}.png` }));
  return changed(api, 'createPost', { text: 'with pictures', media: urls });
}

async function instagramAccount() {
  const input = { platform: 'instagram', token: TOKEN_OF_INSTAGRAM };
  const { account } = await answered(api, 'connectAccount', input, 'account { id }');
  const { id } = z.object({ id: z.string() }).parse(account);
  return { accountId: id, token: TOKEN_OF_INSTAGRAM };
}

/** What the operations that change something need: each something of its own, which has come that far. */
const TAKEN_FROM: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  NewPicturePost: async () => ({
    url: `http://127.0.0.1:${z.object({ port: z.number() }).parse(site.address()).port}/`,
  }),
  SetTargets: async () => ({ ...postAndVersion(await made('to one account')), accountIds: [real.accountId] }),
  OwnWords: async () => postAndVersion(await made('in its own words')),
  MakeItFit: async () => postAndVersion(await made('x'.repeat(5000))),
  ArrangeMedia: async () => postAndVersion(await withPictures()),
  DescribeMedium: async () => {
    const post = await withPictures();
    return { ...postAndVersion(post), hash: post.media[0]?.hash };
  },
  Archive: async () => postAndVersion(await made('to be put away')),
  Restore: async () => stepped('archivePost', { postId: (await made('put away')).id }),
  ApproveSeveral: async () => ({ approvals: [await inReview(api, 'one of several')] }),
  AskForChanges: () => inReview(api, 'too long'),
  Reject: () => inReview(api, 'never'),
  Reopen: async () => stepped('rejectPost', { ...(await inReview(api, 'not now')), reason: 'Not now.' }),
  Withdraw: () => inReview(api, 'too early'),
  DecideHeld: async () => {
    const { postId, partId } = await partOf('held', null);
    await sql`update delivery set state = 'held' where id = ${partId}`.execute(api.sql);
    return { postIds: [postId] };
  },
  PlanSeveral: async () => ({ times: [{ postId: (await made('planned')).id, dueAt: LATER }] }),
  PublishNow: async () => ({ posts: [{ postId: (await partOf('goes now', null)).postId }] }),
  TakeBack: () => partOf('not now', null),
  Resume: async () => {
    const { client } = await answered(api, 'freezeClient', {}, 'client { frozenAt }');
    return z.object({ frozenAt: z.string() }).parse(client);
  },
  TryAgain: () => partOf('failed', 'refused'),
  SayWhatYouSaw: () => partOf('lost', 'lost'),
  TakeBackOne: () => partOf('not there', null),
  BringBackOne: async () => {
    const { partId, version } = await partOf('there after all', null);
    const { publications } = await changed(api, 'cancelPublication', { partId, expectedVersion: version });
    return { partId, version: publications[0]?.parts[0]?.version };
  },
  Repeat: () => partOf('twice', 'published'),
  TakeDown: () => partOf('to be taken down', 'published'),
  ConnectChat: async () => ({ chatId: '@beanlab' }),
  ConnectAccount: async () => ({ token: TOKEN_OF_INSTAGRAM }),
  Reconnect: instagramAccount,
  TestAccount: instagramAccount,
  SwitchOff: instagramAccount,
  ReleaseQueue: async () => {
    const { accountId } = await instagramAccount();
    const heldAt = '2026-01-01T10:00:00.000Z';
    await sql`update social_account set queue_held_at = ${heldAt} where id = ${accountId}`.execute(api.sql);
    return { accountId, heldAt };
  },
  TakeBackInvitation: async () => {
    const { invitationId } = await answered(api, 'inviteMember', { role: 'AUTHOR' }, 'invitationId');
    return { invitationId };
  },
  ChangeSettings: async () => {
    const { data } = await api.ask('{ settings { version } }');
    return z.object({ settings: z.object({ version: z.int() }) }).parse(data).settings;
  },
};
