import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { removeMember } from '../../src/usecases/remove-member.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { until } from '../support/until.js';

let desk: DeskApp;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk[Symbol.asyncDispose]());

test('what only a removed editor approved is asked anew below, and its author reads why', async () => {
  const { author, editor, admin, chats } = desk;
  const card = await draft('In an hour, if anybody agrees');
  await author.tap(card, '🕓 When');
  await author.tap(await withButton(card, 'In 1 hour'), 'In 1 hour');
  const planned = await author.waitFor(
    chats.bot,
    (message) => message.id === card.id && says('Draft', '(Kyiv)')(message),
  );
  await author.tap(planned, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('In an hour', 'Please review'));
  await editor.tap(review, '✅ Approve');
  await authorSees(card, '🗓 Scheduled');
  await remove(SANDBOX_PLACES.editor);
  const back = await authorSees(card, '👀 In review');
  expect(back.text).toContain('Marko does not decide here any more');
  const again = await admin.waitFor(
    chats.editors,
    (message) => message.id > review.id && says('In an hour', 'Please review')(message),
  );
  expect(again.text).toMatch(/↩️ Marko approved · .* · does not decide here any more\n0 of 1 approvals/);
  expect(buttonsOf(again)).toContain('✅ Approve');
  expect((await admin.tap(again, '✅ Approve'))?.text).toBe('Approved. Thank you!');
  await authorSees(card, '🗓 Scheduled');
  await authorSees(card, 'Approved by Iryna.');
});

test('who is removed is shown nothing more', async () => {
  const { author, admin, chats } = desk;
  const card = await draft('Behind closed doors');
  await author.tap(card, '📨 Send to review');
  const review = await admin.waitFor(chats.editors, says('Behind closed doors', 'Please review'));
  await authorSees(card, '👀 In review');
  await remove(SANDBOX_PLACES.author);
  await admin.tap(review, '✅ Approve');
  await admin.waitFor(chats.channel, says('Behind closed doors'));
  await until('every notice has settled', async () => {
    const { rows } = await sql`select id from delivery where kind = 'notice' and state <> 'published'`.execute(
      sqlOutside(desk.app.desk),
    );
    return rows.length === 0;
  });
  expect((await author.messages(chats.bot)).find(({ id }) => id === card.id)?.text).toContain('👀 In review');
});

async function draft(text: string): Promise<MessageView> {
  await desk.author.send(desk.chats.bot, text);
  return desk.author.waitFor(desk.chats.bot, says(text, 'Draft'));
}

/** The admin takes a person out of the desk. */
async function remove(telegramId: number): Promise<void> {
  const { rows } = await sql<{ id: string; telegram_id: string; client_id: string }>`
    select m.id, m.telegram_id, s.client_id from member m join membership s on s.member_id = m.id`.execute(
    sqlOutside(desk.app.desk),
  );
  const idOf = (person: number) => rows.find((row) => row.telegram_id === String(person))?.id ?? '';
  const [clientId] = rows.map((row) => row.client_id);
  const request = { clientId: clientId ?? '', memberId: idOf(SANDBOX_PLACES.admin), targetId: idOf(telegramId) };
  await removeMember(desk.app.desk, request);
}

function withButton(card: MessageView, text: string): Promise<MessageView> {
  return desk.author.waitFor(card.chatId, (message) => message.id === card.id && buttonsOf(message).includes(text));
}

function authorSees(card: MessageView, words: string): Promise<MessageView> {
  return desk.author.waitFor(card.chatId, (message) => message.id === card.id && says(words)(message));
}
