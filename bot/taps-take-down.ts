import { Refusal } from '../src/domain/refusal.js';
import type { PostCard } from '../src/reads/post-card.js';
import type { Desk } from '../src/usecases/desk.js';
import { unpublish } from '../src/usecases/unpublish.js';
import { longId, shortId } from './callback-data.js';
import { buttonsFor, rows } from './cards/card-view.js';
import { targetName } from './cards/target-lines.js';
import { postOf, showMenu } from './tapped-post.js';
import type { Tapped, TapHandlers } from './tapped.js';
import type { Texts } from './texts.js';

const ALL = 'all';

export const takeDownTaps: TapHandlers<'takeDown' | 'unpublish' | 'unpublishSure'> = {
  async takeDown(tapped) {
    const { t } = tapped.speaker;
    const post = await postOf(tapped);
    const removable = liveOf(post, t).filter(({ platform }) => mayRemove(tapped.parts.desk, platform));
    const [only] = removable;
    if (!only) return askWhether(tapped, post, ALL);
    if (removable.length === 1) return askWhether(tapped, post, shortId(only.id));
    const button = buttonsFor(post.id, post.version);
    const each = removable.map(({ id, account }) => [
      button('unpublish', t('button-take-down-one', { account }), shortId(id)),
    ]);
    const all = button('unpublish', t('button-take-down-all'), ALL);
    await showMenu(tapped, rows(...each, [all, button('back', t('button-back'))]));
    return t('take-down-which');
  },
  async unpublish(tapped) {
    return askWhether(tapped, await postOf(tapped), tapped.tap.arg);
  },
  async unpublishSure(tapped) {
    const { parts, speaker, tap } = tapped;
    const post = await postOf(tapped);
    const publicationId = longId(tap.arg);
    if (publicationId === null && tap.arg !== ALL) throw new Refusal('stale');
    const request = { postId: post.id, memberId: speaker.member.memberId, version: tap.version };
    await unpublish(parts.desk, request, publicationId);
    return speaker.t('done-unpublish');
  },
};

/** What cannot be taken down is said before anybody is asked to be sure. */
async function askWhether(tapped: Tapped, post: PostCard, which: string): Promise<string> {
  const { t } = tapped.speaker;
  const live = liveOf(post, t).filter(({ id }) => which === ALL || id === longId(which));
  const [first] = live;
  if (!first) throw new Refusal('nothing_live');
  const removable = live.filter(({ platform }) => mayRemove(tapped.parts.desk, platform));
  const network = tapped.parts.desk.platforms.get(first.platform).capabilities.name;
  if (removable.length === 0) throw new Refusal('cannot_remove', { network });
  const button = buttonsFor(post.id, post.version);
  await showMenu(
    tapped,
    rows([button('unpublishSure', t('button-take-down-sure'), which)], [button('back', t('button-back'))]),
  );
  return t('take-down-sure', { accounts: removable.map(({ account }) => account).join(', ') });
}

function mayRemove(desk: Desk, platform: string): boolean {
  return desk.platforms.get(platform).publisher.remove !== undefined;
}

/** Of which a part is live. */
function liveOf({ parts }: PostCard, t: Texts): { id: string; account: string; platform: string }[] {
  const live = parts.filter(({ state }) => state === 'published');
  const named = live.map((part) => ({ id: part.publicationId, account: targetName(part, t), platform: part.platform }));
  const byId = new Map(named.map((one) => [one.id, one]));
  return [...byId.values()];
}
