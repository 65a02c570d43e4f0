import type { Content, MediaRef } from '../../../src/domain/content.js';
import type { Outgoing } from '../../../src/platforms/platform.js';
import { described, jpegOf } from './made-media.js';
import { ACCOUNT, type Setting, TOKEN, USER_ID } from './setting.js';

export interface AttemptOptions {
  readonly options?: unknown;
  readonly token?: string;
  readonly taken?: readonly string[];
}

/** One part of a post on its way, as the runner leads it: the checkpoint is kept as JSON between two calls. */
export function attemptOf(
  setting: Setting,
  content: Content,
  { options, token = TOKEN, taken = [] }: AttemptOptions = {},
) {
  const { platform, handle } = setting;
  const [part] = platform.render(content, ACCOUNT, options).parts;
  const { prepare, commit, find, locate } = platform.publisher;
  if (!part || !prepare || !find || !locate) throw new Error('the adapter lacks something');
  let kept: unknown = null;
  const own = async (ids: readonly string[]): Promise<string[]> => ids.filter((id) => taken.includes(id));
  const out = (): Outgoing<unknown> => {
    const checkpoint: unknown = JSON.parse(JSON.stringify(kept));
    const signal = AbortSignal.timeout(20_000);
    const credentials = { token };
    return { key: 'k', part, earlier: [], target: USER_ID, credentials, checkpoint, media: handle, taken: own, signal };
  };
  return {
    /** One call; its checkpoint is kept. */
    async prepare() {
      const now = await prepare(out());
      kept = now.checkpoint;
      return now;
    },
    /** A crash before the checkpoint was kept. */
    prepareInVain: () => prepare(out()),
    async prepareAll() {
      const waits: number[] = [];
      for (let calls = 0; calls < 20; calls++) {
        const now = await this.prepare();
        if (now.ready) return waits;
        waits.push(now.resumeInMs);
      }
      throw new Error('the preparation does not come to an end');
    },
    commit: () => commit(out()),
    find: () => find(out()),
    locate: (remoteId?: string) => locate(out(), { kind: 'published', ...(remoteId !== undefined && { remoteId }) }),
    checkpoint: () => kept,
    forget: () => (kept = null),
  };
}

/** A JPEG that the media server has. */
export function servedPhoto(
  setting: Setting,
  facts: { width?: number; height?: number; seed?: number } = {},
): MediaRef {
  const { width = 1080, height = 1080, seed = 0 } = facts;
  const bytes = jpegOf(width, height, 2_000, seed);
  const ref = described(bytes, { width, height });
  setting.media.serve(ref.hash, bytes);
  return ref;
}

export function containersIn({ world }: Setting): { form: string; isItem: boolean }[] {
  return world.store.all('containers').map(({ form, isItem }) => ({ form, isItem }));
}
