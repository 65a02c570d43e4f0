import type { Content } from '../domain/content.js';

/** What an author decides about a post: what it says and where it goes (null: everywhere it can). */
export interface Draft {
  readonly content: Content;
  readonly targetIds: readonly string[] | null;
  /** Left out: as it was. */
  readonly title?: string | null;
  readonly subject?: string | null;
  /** Of its words, as a code such as `uk`. */
  readonly language?: string | null;
}
