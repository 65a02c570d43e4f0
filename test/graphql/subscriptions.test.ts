import { createClient } from 'graphql-sse';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOrm } from '../../src/db/orm.js';
import { SCOPES } from '../../src/domain/access.js';
import { createApiToken } from '../../src/usecases/create-api-token.js';
import { transact } from '../../src/usecases/desk.js';
import { freezeClient } from '../../src/usecases/freeze-client.js';
import { recordEvent } from '../../src/usecases/record-event.js';
import { revokeApiToken } from '../../src/usecases/revoke-api-token.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { makeScene } from '../support/rows.js';
import { quietLog } from '../support/log.js';
import { until } from '../support/until.js';
import { type Api, draft, openApi, TOKEN } from './api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi({ streams: { perMember: 3, recheckMs: 100 } });
});
afterAll(() => api[Symbol.asyncDispose]());

interface Heard {
  readonly events: unknown[];
  readonly errors: unknown[];
  isOver(): boolean;
  stop(): void;
}

const POSTS = 'subscription ($id: ID) { postUpdated(id: $id) { id state author { name } } }';

/** Resolves when the desk has said that it listens. */
async function listen(query: string, { variables = {}, token = TOKEN, url = api.url } = {}): Promise<Heard> {
  const heard = { events: new Array<unknown>(), errors: new Array<unknown>() };
  let over = false;
  let opened = false;
  const client = createClient({
    url: `${url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    fetchFn: async (input: string, init: RequestInit) => {
      const response = await fetch(input, init);
      opened = true;
      return response;
    },
  });
  const stop = client.subscribe(
    { query, variables },
    {
      next: ({ data, errors }) => void (errors ? heard.errors.push(...errors) : heard.events.push(data)),
      error: (error) => {
        heard.errors.push(error);
        over = true;
      },
      complete: () => {
        over = true;
      },
    },
  );
  await until('the desk listens', () => opened);
  return { ...heard, stop, isOver: () => over };
}

const statesOf = (heard: Heard) => heard.events.map((event) => POST.parse(event).postUpdated.state);
const POST = z.object({ postUpdated: z.object({ id: z.string(), state: z.string() }) });

describe('a subscription', () => {
  test('tells of every post as it is by then, or of one alone', async () => {
    const one = await draft(api, 'listened to');
    const all = await listen(POSTS);
    const alone = await listen(POSTS, { variables: { id: one } });
    const other = await draft(api, 'another');
    await submitPost(api.desk, { postId: one, memberId: api.people.author });
    await expect.poll(() => statesOf(alone)).toEqual(['IN_REVIEW']);
    await expect
      .poll(() => new Set(all.events.map((event) => POST.parse(event).postUpdated.id)))
      .toEqual(new Set([one, other]));
    expect(all.events[0]).toMatchObject({ postUpdated: { author: { name: 'author' } } });
    expect(alone.events).toHaveLength(1);
    all.stop();
    alone.stop();
  });

  test('of an author tells of their own posts alone, and of the queue what changes it', async () => {
    const { token } = await createApiToken(api.desk, tokenOf('author'));
    const own = await listen(POSTS, { token });
    const queue = await listen('subscription { queueUpdated { postIds posts { state } } }');
    const { people, clientId } = api;
    await transact(api.desk, (tx) =>
      recordEvent(tx, { clientId, postId: null, memberId: people.admin, what: 'client.frozen' }),
    );
    await expect.poll(() => queue.events).toEqual([{ queueUpdated: { postIds: [], posts: [] } }]);
    const theirs = await draft(api, 'of the author');
    await submitPost(api.desk, { postId: theirs, memberId: people.author });
    await expect.poll(() => statesOf(own)).toContain('IN_REVIEW');
    await expect
      .poll(() => queue.events.at(-1))
      .toEqual({ queueUpdated: { postIds: [theirs], posts: [{ state: 'IN_REVIEW' }] } });
    own.stop();
    queue.stop();
  });

  test('hears of what another process commits, also when an event with a higher number came first', async () => {
    const heard = await listen(POSTS);
    await using stack = new AsyncDisposableStack();
    const orm = await createOrm(String(api.desk.orm.config.get('clientUrl')), quietLog);
    stack.defer(() => orm.close(true));
    const elsewhere = { ...api.desk, orm };
    const first = await draft(api, 'numbered first, committed last');
    const second = await draft(api, 'numbered last, committed first');
    await expect.poll(() => heard.events.length).toBe(2);
    const event = (postId: string) => ({ clientId: api.clientId, postId, memberId: null, what: 'post.edit' });
    await transact(elsewhere, async (tx) => {
      await recordEvent(tx, event(first));
      await transact(api.desk, (inner) => recordEvent(inner, event(second)));
      // It is told while the earlier number is not to be seen yet.
      await until('the later one is told', () => heard.events.length === 3);
    });
    await expect
      .poll(() => heard.events.map((told) => POST.parse(told).postUpdated.id))
      .toEqual([first, second, second, first]);
    heard.stop();
  });

  test('ends when its token is revoked', async () => {
    const { id, token } = await createApiToken(api.desk, tokenOf('editor'));
    const heard = await listen(POSTS, { token });
    await revokeApiToken(api.desk, { clientId: api.clientId, memberId: api.people.admin, tokenId: id });
    await expect.poll(() => heard.isOver()).toBe(true);
  });

  test('ends when its member leaves the client that it is about, and works on for another', async () => {
    const { clientId } = await makeScene(api.sql, '-100778');
    const memberId = api.people.admin;
    await sql`insert into membership (id, client_id, member_id, role, created_at)
      values (gen_random_uuid(), ${clientId}, ${memberId}, 'admin', now() + interval '1 hour')`.execute(api.sql);
    const theirs = await listen('subscription ($c: ID) { postUpdated(clientId: $c) { id } }', {
      variables: { c: clientId },
    });
    const own = await listen(POSTS);
    await sql`update membership set removed_at = now() where client_id = ${clientId} and member_id = ${memberId}`.execute(
      api.sql,
    );
    await expect.poll(() => theirs.isOver()).toBe(true);
    expect(theirs.errors).toEqual([]);
    const id = await draft(api, 'still heard');
    await expect.poll(() => own.events.map((event) => POST.parse(event).postUpdated.id)).toEqual([id]);
    own.stop();
  });

  test('is refused where it asks for what its token may not', async () => {
    const { token } = await createApiToken(api.desk, { ...tokenOf('editor'), scopes: ['write'] });
    const heard = await listen(POSTS, { token });
    await expect.poll(() => heard.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test.each([
    ['no subscription', '{ me { name } }', /Only subscriptions/],
    ['an unknown field', 'subscription { nothing }', /Cannot query field/],
    ['an id that is none', 'subscription { postUpdated(id: "x") { id } }', /id is not an id/],
    ['a missing variable', 'subscription ($id: ID!) { postUpdated(id: $id) { id } }', /was not provided/],
    ['no GraphQL', 'subscription {', /Syntax Error/],
    [
      'too much',
      `subscription { postUpdated ${'{ publications { post '.repeat(6)} { id } ${'} }'.repeat(6)} }`,
      /levels deep/,
    ],
  ])('of %s is an error, in the stream', async (_name, query, message) => {
    const heard = await listen(query);
    const error = {
      message: expect.stringMatching(message),
      extensions: { code: expect.not.stringMatching(/INTERNAL/) },
    };
    await expect.poll(() => heard.errors).toContainEqual(expect.objectContaining(error));
    await expect.poll(() => heard.isOver()).toBe(true);
  });

  test('is one of few for each member', async () => {
    const { token } = await createApiToken(api.desk, tokenOf('editor'));
    const open = await Promise.all([1, 2, 3].map(() => listen(POSTS, { token })));
    const more = await ask('/graphql/stream', token);
    expect([more.status, more.headers.get('retry-after')]).toEqual([429, '30']);
    for (const { stop } of open) stop();
    // The places are free again once the connections are gone.
    await expect.poll(async () => (await ask('/graphql/stream', token)).status).toBe(200);
  });

  test('is told how to listen where it would not hear its events, and who it has to be', async () => {
    const query = encodeURIComponent('subscription { postUpdated { id } }');
    const headers = { authorization: `Bearer ${TOKEN}`, accept: 'application/json' };
    const unheard = await fetch(`${api.url}/graphql?query=${query}`, { headers });
    expect([unheard.status, await unheard.json()]).toMatchObject([
      406,
      { errors: [{ extensions: { code: 'STREAM_NEEDED' } }] },
    ]);
    expect((await ask('/graphql/stream', 'nobody')).status).toBe(401);
  });

  test('is answered at /graphql too, as the playground asks', async () => {
    const response = await ask('/graphql', TOKEN);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await response.body?.cancel();
  });
});

test('who may not listen any more hears nothing of what comes then, however seldom it is looked', async () => {
  const other = await openApi({ streams: { recheckMs: 600_000 } });
  const { clientId, people } = other;
  const { id, token } = await createApiToken(other.desk, { ...tokenOf('editor'), clientId, memberId: people.editor });
  const [heard, revoked] = [await listen(POSTS, { url: other.url }), await listen(POSTS, { url: other.url, token })];
  await draft(other, 'heard by both');
  await expect.poll(() => revoked.events.length, { timeout: 10_000 }).toBe(1);
  await revokeApiToken(other.desk, { clientId, memberId: people.admin, tokenId: id });
  await draft(other, 'heard by one');
  await expect.poll(() => [heard.events.length, revoked.isOver()], { timeout: 10_000 }).toEqual([2, true]);
  expect([revoked.events.length, revoked.errors]).toEqual([1, []]);
  heard.stop();
  await other[Symbol.asyncDispose]();
});

test('it ends when the desk does', async () => {
  const other = await openApi();
  const heard = await listen(POSTS, { url: other.url });
  await freezeClient(other.desk, { clientId: other.clientId, memberId: other.people.admin, chatId: '3' });
  await other[Symbol.asyncDispose]();
  expect(heard.isOver()).toBe(true);
});

function tokenOf(who: keyof Api['people']) {
  const memberId = api.people[who];
  return {
    clientId: api.clientId,
    memberId,
    name: who,
    role: who,
    scopes: SCOPES,
    scopesAtMost: SCOPES,
    expiresAt: null,
  };
}

function ask(path: string, token: string): Promise<Response> {
  const query = encodeURIComponent('subscription { postUpdated { id } }');
  return fetch(`${api.url}${path}?query=${query}`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
  });
}
