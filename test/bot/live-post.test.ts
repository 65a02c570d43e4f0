import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeliveryStore } from '../../src/db/delivery-store.js';
import { PlatformError } from '../../src/domain/failure.js';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { AUTHOR, BOT, type BotRig, EDITOR, EDITORS, openBotRig } from '../support/bot-rig.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { type HandWorker, openHandWorker } from '../support/hand-worker.js';
import { openToyNetwork } from '../support/toy-network.js';

/** The desk's channel is on a network that lets tools change and delete. */
const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
const fixed = openToyNetwork({ id: 'fixed', name: 'Fixed', changes: false });

let rig: BotRig;
let working: Promise<void>;
const stopping = new AbortController();
beforeAll(async () => {
  rig = await openBotRig({ platforms: [toy.platform, fixed.platform] });
  const bot = rig.bot();
  await bot.start();
  const worker = openHandWorker(rig.desk, new DeliveryStore(sqlOutside(rig.desk), 60_000), bot.notices);
  working = workOn(worker);
});
afterAll(async () => {
  stopping.abort();
  await working;
  await rig[Symbol.asyncDispose]();
});

async function workOn(worker: HandWorker): Promise<void> {
  while (!stopping.signal.aborted) {
    await worker.workAt(new Date());
    await sleep(50);
  }
}

test('what is live is taken down by a tap, and a second one to be sure', async () => {
  const card = await published('Taken down soon');
  expect(await takeDown(card)).toBe('It is being taken down');
  const gone = await authorSees(card, says('Taken down', 'Daily Bean · removed'));
  expect(buttonsOf(gone)).not.toContain('🧹 Take down…');
  expect([...toy.live.values()].map(({ text }) => text)).not.toContain('Taken down soon');
});

test('what could not be taken down says so, and can be tried again', async () => {
  const card = await published('Stays for now');
  toy.faults.push(new PlatformError('invalid', 'message can’t be deleted', { effect: 'none' }));
  await takeDown(card);
  const kept = await authorSees(card, says('still live: it could not be taken down', 'message can’t be deleted'));
  expect(buttonsOf(kept)).toContain('🧹 Take down…');
});

test('a change of a live post says before review what becomes of it, and is shown when it is made', async () => {
  const card = await published('Teh typo');
  await sql`update client set sole_editor_may_go = false, authors_may_approve_own = true`.execute(sqlOutside(rig.desk));
  await change(card, 'The typo');
  await authorSees(card, says('In review', 'already live: once approved, it is changed there'));
  await approve(card);
  await authorSees(card, says('✅ Live', 'corrected'));
  expect([...toy.live.values()].map(({ text }) => text)).toContain('The typo');
});

test('a network that lets no tool change or delete is named', async () => {
  await sql`update social_account set platform = 'fixed'`.execute(sqlOutside(rig.desk));
  const card = await published('For good');
  const said = await author().tap(card, '🧹 Take down…');
  expect(said).toMatchObject({
    alert: true,
    text: 'Fixed does not let tools delete. Open its app and delete the post there.',
  });
});

const author = () => rig.people.as(AUTHOR);
const editor = () => rig.people.as(EDITOR);

async function published(text: string): Promise<MessageView> {
  await author().send(BOT, text);
  const card = await author().waitFor(BOT, says(text, 'Draft'));
  await author().tap(card, '📨 Send to review');
  await approve(card);
  return authorSees(card, says('✅ Live'));
}

async function approve(card: MessageView): Promise<void> {
  const words = card.text?.split('\n')[0]?.split(' ')[0] ?? '';
  const review = await editor().waitFor(EDITORS, says(`${words} · Please review`));
  await editor().tap(review, '✅ Approve');
}

async function takeDown(card: MessageView): Promise<string | null | undefined> {
  await author().tap(card, '🧹 Take down…');
  const asked = await authorSees(card, (message) => buttonsOf(message)[0] === '🧹 Yes, take it down');
  expect(buttonsOf(asked)).toEqual(['🧹 Yes, take it down', '‹ Back']);
  return (await author().tap(asked, '🧹 Yes, take it down'))?.text;
}

/** By an editor: the author may not change what is approved. */
async function change(card: MessageView, text: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from member where telegram_id = ${String(EDITOR)}`.execute(
    sqlOutside(rig.desk),
  );
  const request = { postId: (await postOf(card)).id, memberId: rows[0]?.id ?? '' };
  await editPost(rig.desk, request, (draft) => ({ ...draft, content: { text, entities: [], media: [] } }));
}

async function postOf(card: MessageView): Promise<{ id: string }> {
  const number = Number(/#(\d+)/.exec(card.text ?? '')?.[1]);
  const { rows } = await sql<{ id: string }>`select id from post where number = ${number}`.execute(
    sqlOutside(rig.desk),
  );
  if (!rows[0]) throw new Error(`There is no post ${number}`);
  return rows[0];
}

function authorSees(card: MessageView, shows: (message: MessageView) => boolean): Promise<MessageView> {
  return author().waitFor(BOT, (message) => message.id === card.id && shows(message));
}
