import { afterAll, beforeAll, expect, test } from 'vitest';
import { approvePost } from '../../src/usecases/approve-post.js';
import { type Api, inReview, openApi, sendDue } from './api.js';

const POSTS = 50;

let api: Api;
beforeAll(async () => {
  api = await openApi({ channels: 2 });
  for (let i = 0; i < POSTS; i++) {
    const review = await inReview(api, `post ${i}`);
    await approvePost(api.desk, { ...review, memberId: api.people.editor });
  }
  await sendDue(api, () => 'again');
  await sendDue(api, ({ target }) => (target === '-1000' ? 'published' : 'refused'));
});
afterAll(() => api[Symbol.asyncDispose]());

const EVERYTHING = `query ($first: Int!) {
  posts(first: $first) {
    nodes {
      number author { name } client { name } revision { number author { name } } approvals { member { name } }
      publications {
        state account { name } revision { id } post { number }
        parts { state attempts { number status } }
      }
    }
  }
}`;

async function statementsFor(query: string, first: number): Promise<number> {
  api.statements();
  const { data, errors } = await api.ask(query, { first });
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data).match(/"REFUSED"/g)).toHaveLength(first * 2 + first);
  return api.statements();
}

test('a page of 50 posts with all that hangs on them takes as many statements as a page of one', async () => {
  // Opens the connections, which greet the server with statements of their own.
  await api.ask(EVERYTHING, { first: POSTS });
  const one = await statementsFor(EVERYTHING, 1);
  expect(await statementsFor(EVERYTHING, POSTS)).toBe(one);
  // Two for the token, one for the page, one each for nine kinds of things, and one more for members met on a deeper level.
  expect(one).toBeLessThanOrEqual(13);
});
