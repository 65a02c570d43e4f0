import { Refusal } from '../src/domain/refusal.js';
import { accounts } from '../src/reads/accounts.js';
import type { PostCard } from '../src/reads/post-card.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { fixNamed, fixPost } from '../src/usecases/fix-post.js';
import { networkOptions } from '../src/usecases/network-options.js';
import { setVariant } from '../src/usecases/set-variant.js';
import { longId } from './callback-data.js';
import { choiceOf, type Choosing, chosenOptions, networkMenu, networksMenu } from './menus-network.js';
import { askPerson } from './questions.js';
import { postOf, showMenu } from './tapped-post.js';
import type { Tapped, TapHandlers } from './tapped.js';

type NetworkVerb = 'networks' | 'network' | 'keepOptions' | 'ownText' | 'commonText' | 'describe' | 'fix';

/** What one network gets of its own, and what mends a finding. */
export const networkTaps: TapHandlers<NetworkVerb> = {
  async networks(tapped) {
    const { parts, speaker } = tapped;
    const post = await postOf(tapped);
    const all = await accounts(sqlOutside(parts.desk), post.clientId);
    await showMenu(
      tapped,
      networksMenu(post, all, (platform) => nameOf(tapped, platform), speaker.t),
    );
  },
  async network(tapped) {
    const post = await postOf(tapped);
    await showMenu(tapped, networkMenu(post, choosing(tapped, post), tapped.speaker.t));
  },
  async keepOptions(tapped) {
    const choice = choosing(tapped, await postOf(tapped));
    await setVariant(tapped.parts.desk, requestOf(tapped), choice.platform, { options: chosenOptions(choice) });
  },

  async ownText(tapped) {
    const { parts, speaker, chat, tap } = tapped;
    const { t } = speaker;
    const { number } = await postOf(tapped);
    await askPerson(parts, speaker, chat, {
      question: 'own_text',
      about: { postId: tap.id, platform: tap.arg },
      text: t('ask-own-text', { number, network: nameOf(tapped, tap.arg) }),
      placeholder: t('ask-new-text-field'),
    });
  },
  async commonText(tapped) {
    await setVariant(tapped.parts.desk, requestOf(tapped), tapped.tap.arg, { text: null });
  },

  async describe(tapped) {
    const { parts, speaker, chat, tap } = tapped;
    const { t } = speaker;
    const { number, content } = await postOf(tapped);
    const medium = content.media[Number(tap.arg)];
    if (!medium) throw new Refusal('stale');
    await askPerson(parts, speaker, chat, {
      question: 'describe',
      about: { postId: tap.id, hash: medium.hash },
      text: t('ask-describe', { number, item: Number(tap.arg) + 1 }),
      placeholder: t('ask-describe-field'),
    });
  },

  async fix(tapped) {
    const [name = '', short = ''] = tapped.tap.arg.split('.');
    const fix = fixNamed(name);
    const accountId = longId(short);
    if (!fix || !accountId) throw new Refusal('stale');
    // From exactly what the person saw: a decision in between is not undone by a tap.
    const request = { ...requestOf(tapped), version: tapped.tap.version };
    await fixPost(tapped.parts.desk, request, accountId, fix);
    return tapped.speaker.t(`done-fix-${fix}`);
  },
};

function requestOf({ tap, speaker }: Tapped) {
  return { postId: tap.id, memberId: speaker.member.memberId };
}

function choosing({ parts, tap }: Tapped, post: PostCard): Choosing {
  return choiceOf(tap.arg, (platform) => networkOptions(parts.desk.platforms, platform), post);
}

function nameOf({ parts }: Tapped, platform: string): string {
  return parts.desk.platforms.get(platform).capabilities.name;
}
