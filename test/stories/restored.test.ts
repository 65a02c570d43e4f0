import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlOutside, transact } from '../../src/usecases/desk.js';
import { settleRestored } from '../../src/usecases/settle-restored.js';
import { says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { cardSays, draft, offers, submit, tap } from './acting.js';

let desk: DeskApp;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('after a restore the admin is told, the editors are asked, and what they found not to be live goes at its time', async () => {
  const { admin, editor, chats } = desk;
  const card = await draft(desk, 'Planned for tomorrow');
  await sql`update post set due_at = now() + interval '1 day'`.execute(sqlOutside(desk.app.desk));
  await tap(editor, await submit(desk, card), 'approve');
  await cardSays(desk, card, /Scheduled/);

  await transact(desk.app.desk, (tx) => settleRestored(tx, new Date(tx.now.getTime() - 86_400_000)));
  await admin.waitFor(chats.bot, says('brought back from a backup', 'look at the accounts'));
  await cardSays(desk, card, /may be live already/);
  const held = await editor.waitFor(chats.editors, (message) => offers(message, 'heldKeep'));
  expect(held.text).toContain('1 post is held after a restore');
  expect((await tap(editor, held, 'heldKeep'))?.text).toBe('1 post goes at its time');
  await cardSays(desk, card, /🗓 Scheduled/);
  await editor.waitFor(chats.editors, ({ id, buttons }) => id === held.id && buttons.length === 0);
});
