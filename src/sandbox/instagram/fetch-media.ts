import type { Files, Received } from './files.js';
import { GraphRefusal } from './refusal.js';

const PATIENCE_MS = 10_000;

/** Instagram's crawler: it takes what a GET of the address gives, from anywhere. */
export async function fetchMedia(files: Files, url: string, maxBytes: number): Promise<Received> {
  if (!/^[\x21-\x7e]+$/.test(url) || !/^https?:\/\//.test(url) || !URL.canParse(url)) throw notFetched(url);
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (cause) {
    throw isTimeout(cause) ? tooSlow() : notFetched(url);
  }
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !response.body || type.startsWith('text/')) {
    await response.body?.cancel();
    throw notFetched(url);
  }
  try {
    const received = await files.receive(response.body, maxBytes);
    // More than anything that is taken: an image would have been refused for less.
    if (!received) throw new GraphRefusal(36_000, 'The file is too large.', { subcode: 2_207_004 });
    return received;
  } catch (cause) {
    if (cause instanceof GraphRefusal) throw cause;
    throw isTimeout(cause) ? tooSlow() : notFetched(url);
  }
}

const isTimeout = (cause: unknown): boolean => cause instanceof Error && cause.name === 'TimeoutError';

const tooSlow = (): GraphRefusal =>
  new GraphRefusal(-2, 'It takes too long to download the media.', { subcode: 2_207_003, isTransient: true });

const notFetched = (url: string): GraphRefusal =>
  new GraphRefusal(9004, `The media could not be fetched from this URI: ${url}`, { subcode: 2_207_052 });
