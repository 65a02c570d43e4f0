import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { cardSays, draft, submit, tap, waitLive } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a message becomes a draft, goes to review, is approved, and is live with its link on the card', async () => {
  const card = await draft(desk, 'We roast on Tuesdays.');
  const review = await submit(desk, card);
  expect(review.text).toContain('We roast on Tuesdays.');
  await tap(desk.editor, review, 'approve');
  const post = await waitLive(desk, 'We roast on Tuesdays.');
  const shown = await cardSays(desk, card, /live/i);
  expect(shown.entities.some(({ url }) => url === post.link) || shown.text?.includes(post.link ?? '-')).toBe(true);
});
