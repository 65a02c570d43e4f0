import { join } from 'node:path';
import { openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { SANDBOX_PLACES } from '../../src/sandbox/sandbox.js';
import { connectPeople } from '../../src/sandbox/telegram/people-client.js';
import { systemClock } from '../../src/system.js';
import { createPost } from '../../src/usecases/create-post.js';
import type { Desk } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { draft, tap } from '../stories/acting.js';
import { quietLog } from '../support/log.js';
import { type Figure, percentile } from './figure.js';

const TAPS = 100;
/** 200 in a minute. */
const EVERY_MS = 300;
const MOVING_POSTS = 8;
const MOVE_EVERY_MS = 100;

/** Taps in one chat while the cards of other posts change there and in the editors' group, faster than Telegram lets anybody write. */
export async function tapsMoving(dir: string): Promise<Figure[]> {
  await using app = await openApp(parseConfig({ DATA_DIR: join(dir, 'moving'), PORT: '0' }), quietLog);
  const people = connectPeople(`${app.url}/sandbox/telegram`);
  const [author, editor] = [people.as(SANDBOX_PLACES.author), people.as(SANDBOX_PLACES.editor)];
  const { bot } = await people.world();
  const chats = { bot: bot.id, editors: SANDBOX_PLACES.editorsGroup, channel: SANDBOX_PLACES.channel };
  const card = await draft({ author, editor, chats }, 'The card that is tapped');
  const over = new AbortController();
  const moving = moveCards(app.desk, over.signal);
  const taps: Promise<number>[] = [];
  for (let i = 0; i < TAPS; i += 1) {
    taps.push(timed(() => tap(author, card, i % 2 === 0 ? 'when' : 'where')));
    await systemClock.sleep(EVERY_MS);
  }
  const times = await Promise.all(taps);
  over.abort();
  const moves = await moving;
  const what = `tap to answer, 200 taps/min while cards change ${Math.round((moves / (TAPS * EVERY_MS)) * 1_000)} times a second`;
  return [
    { what: `${what}: p50`, unit: 'ms', runs: [percentile(times, 0.5)] },
    { what: `${what}: p95`, unit: 'ms', runs: [percentile(times, 0.95)], goal: 300 },
  ];
}

/** Changes one post after the other until it is told to stop; returns how often. */
async function moveCards(desk: Desk, signal: AbortSignal): Promise<number> {
  const member = await knownMember(desk, String(SANDBOX_PLACES.author));
  if (!member) throw new Error('The author is no member');
  const { memberId, clientId } = member;
  const posts: string[] = [];
  for (let i = 0; i < MOVING_POSTS; i += 1) {
    const chatId = String(i % 2 === 0 ? SANDBOX_PLACES.author : SANDBOX_PLACES.editorsGroup);
    const content = { text: `Moving ${i}`, entities: [], media: [] };
    const made = { clientId, memberId, content, source: `bench:${i}`, chatId, language: 'en' };
    posts.push((await createPost(desk, made)).postId);
  }
  let moves = 0;
  while (!signal.aborted) {
    const text = `Moving for the ${moves}th time`;
    const postId = posts[moves % posts.length] ?? '';
    await editPost(desk, { postId, memberId }, (before) => ({ ...before, content: { ...before.content, text } }));
    moves += 1;
    await systemClock.sleep(MOVE_EVERY_MS);
  }
  return moves;
}

async function timed(work: () => Promise<{ text: string | null } | null>): Promise<number> {
  const from = performance.now();
  const answer = await work();
  if (!answer) throw new Error('A tap was not answered');
  return performance.now() - from;
}
