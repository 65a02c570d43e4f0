import { MediaFull } from '../domain/media-full.js';

/** What was thrown, as `MediaFull` where there is no space left. */
export function orMediaFull(thrown: unknown): unknown {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(thrown) ?? '') ? new MediaFull(thrown) : thrown;
}

/** The code of an error of the machine's; null for any other. */
export function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}
