import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, draft, openApi } from './api.js';

const CREATE = `mutation ($input: CreateQuizPostInput!) {
  createQuizPost(input: $input) {
    post { id number state text author { name } quiz { question answers correct explanation difficulty } }
    userErrors { code field message fix }
  }
}`;
const QUIZ = { question: 'Which bean?', answers: ['Arabica', 'Robusta'], correct: 1 };

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test('a quiz becomes a draft of the one who asks, and can be read again', async () => {
  const input = { ...QUIZ, explanation: 'It is the cheaper one.', difficulty: 'HARD' };
  const { data, errors } = await api.ask(CREATE, { input });
  expect(errors).toBeUndefined();
  expect(data?.createQuizPost).toMatchObject({
    post: { state: 'DRAFT', text: '', author: { name: 'admin' }, quiz: input },
    userErrors: [],
  });
});

test('the same key a second time makes no second post', async () => {
  const input = { ...QUIZ, key: 'monday' };
  const first = await api.ask(CREATE, { input });
  expect((await api.ask(CREATE, { input })).data).toEqual(first.data);
  expect((await api.ask(CREATE, { input: { ...QUIZ, key: 'tuesday' } })).data).not.toEqual(first.data);
});

test('what does not fit is refused with by how much', async () => {
  const { data } = await api.ask(CREATE, { input: { ...QUIZ, answers: ['Arabica', 'x'.repeat(105)] } });
  expect(data?.createQuizPost).toEqual({
    post: null,
    userErrors: [
      {
        code: 'BAD_QUIZ',
        field: ['input'],
        message: 'The quiz is not complete or does not fit. Problem: answer long (answer 2, over 5, max 100).',
        fix: 'Change what the message names.',
      },
    ],
  });
});

test('a post that is no quiz has none', async () => {
  const id = await draft(api, 'only words');
  const { data } = await api.ask('query ($id: ID!) { post(id: $id) { text quiz { question } } }', { id });
  expect(data?.post).toEqual({ text: 'only words', quiz: null });
});
