import { sql } from 'kysely';
import type { PostState } from '../domain/post.js';

/** A post in a list: enough to know it again. */
export interface PostLine {
  readonly id: string;
  readonly number: number;
  readonly state: PostState;
  readonly text: string;
  readonly photo: boolean;
  readonly author: string;
}

/** Its columns, over a post `p` with its author `m`. */
export const postLine = sql`p.id, p.number, p.state, coalesce(nullif(p.content ->> 'text', ''), p.content #>> '{quiz,question}', '') as text,
  jsonb_array_length(p.content -> 'media') > 0 as photo, m.name as author`;

/** A message is for reading, not for paging. */
export const LIST_MAX = 10;
