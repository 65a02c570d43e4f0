import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { LIST_MAX, postLine, type PostLine } from './post-line.js';

export interface PostSearch {
  readonly clientId: string;
  /** Whose posts are looked through; null for everybody's. */
  readonly memberId: string | null;
  /** All of them must be in the title or the text; `#123` is the post of that number. */
  readonly words: readonly string[];
  /** Only posts with a smaller number: the next page. */
  readonly below: number | null;
}

export interface FoundPosts {
  /** Newest first. */
  readonly posts: readonly PostLine[];
  /** Where the next page begins; null on the last. */
  readonly below: number | null;
}

/** One page of posts in which all words occur, as part of longer ones too, in any case and with ё or е alike. */
export async function findPosts(db: Sql, { clientId, memberId, words, below }: PostSearch): Promise<FoundPosts> {
  const conditions = [
    sql`p.client_id = ${clientId}`,
    ...(memberId === null ? [] : [sql`p.author_id = ${memberId}`]),
    ...(below === null ? [] : [sql`p.number < ${below}`]),
    ...words.map(hasWord),
  ];
  const { rows } = await sql<PostLine>`select ${postLine} from post p join member m on m.id = p.author_id
    where ${sql.join(conditions, sql` and `)}
    order by p.number desc limit ${LIST_MAX + 1}`.execute(db);
  const posts = rows.slice(0, LIST_MAX);
  return { posts, below: rows.length > LIST_MAX ? (posts.at(-1)?.number ?? null) : null };
}

/** Whether this word is in the post `p`. */
export function hasWord(word: string) {
  const number = /^#(\d{1,9})$/.exec(word)?.[1];
  if (number !== undefined) return sql`p.number = ${Number(number)}`;
  return sql`(coalesce(p.title, '') || ' ' || (p.content ->> 'text')) ~ ${patternOf(word)}`;
}

/**
 * The word as a regular expression, letter by letter in either case: what the database takes for small letters depends on the locale that it
 * was made with, and to fold every text first is ten times slower.
 */
function patternOf(word: string): string {
  return Array.from(word, (letter) => {
    if (/^[её]$/i.test(letter)) return '[еЕёЁ]';
    if (!/^\p{L}$/u.test(letter)) return letter.replace(/[!-/:-@[-`{-~]/, String.raw`\$&`);
    const cases = [letter, letter.toLowerCase(), letter.toUpperCase()].filter((one) => [...one].length === 1);
    return `[${cases.join('')}]`;
  }).join('');
}
