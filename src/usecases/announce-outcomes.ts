import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { type PostResult, untoldResults } from '../db/untold-outcomes.js';
import { type Outcome, outcomeOf, type PartResult, tellAt } from '../domain/outcome.js';
import { quietUntil } from '../domain/quiet-hours.js';
import { type Desk, giveUpAt } from './desk.js';

interface Ended {
  readonly post: PostResult;
  readonly outcome: Outcome;
}

/** The others follow with the next message. */
const POSTS_IN_ONE = 20;

/**
 * Authors are told how their posts went, once everything of a post has come to its end: one message for all that ended together, never
 * one for each target, and never the same twice. Returns how many messages there are.
 */
export async function announceOutcomes(desk: Desk, trx: Sql): Promise<number> {
  const now = desk.clock.now();
  const byAuthor = new Map<string, Ended[]>();
  for (const post of await untoldResults(trx)) {
    const outcome = outcomeOf(post.parts, now);
    if (outcome === 'wait') continue;
    // Whatever is open comes back here with its end.
    if (outcome === 'open' || !isWorthTelling(outcome, post)) await putAside(trx, post, post.told);
    else {
      const ended = byAuthor.get(post.author.memberId) ?? [];
      byAuthor.set(post.author.memberId, ended);
      ended.push({ post, outcome });
    }
  }
  let told = 0;
  for (const ended of byAuthor.values()) {
    const due = dueOf(ended, now);
    if (due.length > 0 && (await tell(trx, due.slice(0, POSTS_IN_ONE), now))) told += 1;
  }
  return told;
}

function isWorthTelling({ live, failed, unknown, signature }: Outcome, { author, told }: PostResult): boolean {
  return author.isMember && signature !== told && live.length + failed.length + unknown.length > 0;
}

function isUrgent({ outcome: { failed, unknown } }: Ended): boolean {
  return failed.length + unknown.length > 0;
}

/** What the author is told now: in quiet hours only what did not get through, and that makes no sound. */
function dueOf(ended: readonly Ended[], now: Date): readonly Ended[] {
  const author = ended[0]?.post.author;
  const isQuiet = author?.quiet && quietUntil(author.quiet, now);
  const told = isQuiet ? ended.filter(isUrgent) : ended;
  const since = new Date(Math.min(...told.map(({ post }) => post.outcomeAt.getTime())));
  return author && told.length > 0 && tellAt(since, author.toldAt) <= now ? told : [];
}

/** False where all of it moved on meanwhile. */
async function tell(trx: Sql, due: readonly Ended[], now: Date): Promise<boolean> {
  const told: Ended[] = [];
  for (const one of due) if (await putAside(trx, one.post, one.outcome.signature)) told.push(one);
  const [first] = told;
  if (!first) return false;
  const { memberId, chatId, language } = first.post.author;
  const payload = { chatId, language, outcomes: told.map(wordsFor) };
  await sql`update member set told_at = ${now} where id = ${memberId}`.execute(trx);
  await sql`insert into delivery (kind, client_id, payload, state, due_at, give_up_at, repeatable, created_at, updated_at)
    values ('notice', ${first.post.clientId}, ${JSON.stringify(payload)}::jsonb, 'scheduled', ${now}, ${giveUpAt(now)}, true,
      ${now}, ${now})`.execute(trx);
  return true;
}

/** A post that somebody changes at this moment waits for the next look: posts are locked before deliveries, and the sweep holds some. */
async function putAside(trx: Sql, post: PostResult, told: string | null): Promise<boolean> {
  const { rows } = await sql`
    with p as (select id from post where id = ${post.postId} and version = ${post.version} for update skip locked)
    update post set outcome_at = null, outcome_told = ${told} from p where post.id = p.id returning post.id`.execute(
    trx,
  );
  return rows.length > 0;
}

function wordsFor({ post: { postId, number, brand }, outcome: { live, failed, unknown } }: Ended) {
  return {
    postId,
    number,
    brand,
    live: live.map(wordsForPart),
    failed: failed.map(wordsForPart),
    unknown: unknown.map(wordsForPart),
  };
}

function wordsForPart({ account, ordinal, isCorrection, url, failure }: PartResult) {
  return { account, ordinal, isCorrection, url, failure };
}
