import { Post } from '../db/entities/post.js';
import { SocialAccount } from '../db/entities/social-account.js';
import { wordsFor } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { shortenText } from '../domain/shorten-text.js';
import { type Fix, FIXES } from '../platforms/platform.js';
import type { PostRequest } from './change-post.js';
import type { Desk } from './desk.js';
import type { Draft } from './draft.js';
import { editPost } from './edit-post.js';
import { renderTarget, renderTargets } from './render-targets.js';
import { withVariant } from './set-variant.js';

export { type Fix, FIXES };

/** Null for what is none. */
export function fixNamed(name: string): Fix | null {
  return FIXES.find((fix) => fix === name) ?? null;
}

interface Fixing {
  readonly desk: Desk;
  readonly draft: Draft;
  readonly account: SocialAccount;
  /** All that the post goes to as it was. */
  readonly goesTo: readonly string[];
}

const FIXERS: Readonly<Record<Fix, (fixing: Fixing) => Draft>> = {
  crop: withOptions({ fit: 'crop' }),
  pad: withOptions({ fit: 'pad' }),
  split: withOptions({ split: true }),
  shorten,
  drop,
};

/** Does what a finding says can be done about it, for the network of one account; `drop` leaves out that account alone. */
export async function fixPost(desk: Desk, request: PostRequest, accountId: string, fix: Fix): Promise<void> {
  const em = desk.orm.em.fork();
  const post = await em.findOne(Post, request.postId);
  const account = post && (await em.findOne(SocialAccount, { id: accountId, clientId: post.clientId }));
  if (!post || !account) throw new Refusal('not_found');
  const goesTo = (await renderTargets(em, desk.platforms, post)).map((target) => target.account.id);
  await editPost(desk, request, (draft) => FIXERS[fix]({ desk, draft, account, goesTo }));
}

function withOptions(options: Readonly<Record<string, unknown>>) {
  return ({ desk, draft, account }: Fixing): Draft => ({
    ...draft,
    content: withVariant(desk.platforms, draft.content, account.platform, { options }),
  });
}

function drop({ draft, account, goesTo }: Fixing): Draft {
  const targetIds = (draft.targetIds ?? goesTo).filter((id) => id !== account.id);
  if (targetIds.length === 0) throw new Refusal('no_targets');
  return { ...draft, targetIds };
}

/** How often a text is cut further, where a network's form of it is longer by what it writes out. */
const CUTS = 5;

function shorten({ desk, draft, account }: Fixing): Draft {
  const { platform } = account;
  const { text, entities } = wordsFor(draft.content, platform);
  let { content } = draft;
  let room = text.length;
  for (let cut = 0; cut < CUTS; cut++) {
    const over = overLength(desk, content, account);
    if (over === 0) break;
    room -= over;
    content = withVariant(desk.platforms, content, platform, { text: shortenText({ text, entities }, room) });
  }
  return { ...draft, content };
}

/** By how many UTF-16 units the network's text is too long. */
function overLength(desk: Desk, content: Draft['content'], account: SocialAccount): number {
  const { findings } = renderTarget(desk.platforms, content, account);
  const facts = findings.find(({ code, fixes }) => code === 'text_too_long' && fixes?.includes('shorten'))?.facts;
  return facts ? Number(facts.length) - Number(facts.max) : 0;
}
