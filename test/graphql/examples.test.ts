import { type FieldNode, getOperationAST, Kind, parse, visit } from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '../../src/graphql/examples.js';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { SCOPES } from '../../src/domain/access.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createApiToken } from '../../src/usecases/create-api-token.js';
import { type Api, draft, inReview, openApi, sendDue, TOKEN } from './api.js';

const EXAMPLES = TOPICS.flatMap(({ examples }) => examples);
const nameOf = (operation: string) => getOperationAST(parse(operation))?.name?.value ?? '';
const kindOf = (operation: string) => getOperationAST(parse(operation))?.operation;

let api: Api;
/** What a person would take from another answer, by the name of the variable. */
let real: Record<string, unknown> = {};
beforeAll(async () => {
  api = await openApi();
  real = await seed();
});
afterAll(() => api[Symbol.asyncDispose]());

describe('an example', () => {
  test.each(
    EXAMPLES.filter(({ operation }) => kindOf(operation) !== 'subscription').map(
      (example) => [nameOf(example.operation), example] as const,
    ),
  )('%s does its job', async (_name, { operation, variables = {} }) => {
    const given = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, real[name] ?? value]));
    const { data, errors } = await api.ask(operation, given);
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data ?? {})) {
      expect(answer).not.toBeNull();
      expect(answer).not.toMatchObject({ userErrors: [expect.anything()] });
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

test('there is one for everything that can be asked', () => {
  const { Query = [], Subscription = [] } = Object.fromEntries(
    [buildApiSchema().getQueryType(), buildApiSchema().getSubscriptionType()].map((root) => [
      root?.name,
      Object.keys(root?.getFields() ?? {}),
    ]),
  );
  const shown = new Set(EXAMPLES.flatMap(({ operation }) => rootFieldsOf(operation)));
  expect([...Query, ...Subscription].filter((field) => !shown.has(field))).toEqual([]);
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
