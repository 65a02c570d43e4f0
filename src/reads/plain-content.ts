import type { Content } from '../domain/content.js';
import type { PostRow } from './api-rows.js';

/** A content as the API shows it. */
export function plainContent({
  text,
  entities,
  media,
  quiz,
  link,
  hashtags,
  variants = {},
}: Content): Pick<PostRow, 'text' | 'entities' | 'media' | 'quiz' | 'link' | 'hashtags' | 'variants'> {
  return {
    text,
    entities,
    media,
    quiz: quiz ?? null,
    link: link ?? null,
    hashtags: hashtags ?? [],
    variants: Object.entries(variants).map(([platform, variant]) => ({ platform, ...variant })),
  };
}
