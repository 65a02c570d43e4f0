import type { Content } from '../domain/content.js';

/** What an author decides about a post: what it says and where it goes (null: everywhere it can). */
export interface Draft {
  readonly content: Content;
  readonly targetIds: readonly string[] | null;
}
