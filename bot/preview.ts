import type { Api } from 'grammy';
import { canonicalJson, contentHash, type Rendered, type RenderedPart } from '../src/domain/content.js';
import { PlatformError } from '../src/domain/failure.js';
import type { CardRow } from '../src/reads/card-row.js';
import { type PostCard, postCard } from '../src/reads/post-card.js';
import { previewsOf } from '../src/reads/previews.js';
import { type ReviewCard, reviewCard } from '../src/reads/review-card.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { dropPreviews } from '../src/usecases/drop-previews.js';
import { type PreviewPart, previewParts } from '../src/usecases/preview-parts.js';
import { renderTargets } from '../src/usecases/render-targets.js';
import { type PreviewPlace, rememberPreview, showPreviewPart } from '../src/usecases/show-preview.js';
import { apiSignal } from './api-terms.js';
import { findingText } from './cards/findings.js';
import { outcomeOf } from './cards/review-card.js';
import type { Texts } from './texts.js';

/** What one account gets. */
export interface PreviewTarget {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly rendered: Rendered;
}

interface Sending {
  readonly desk: Desk;
  readonly api: Api;
  readonly t: Texts;
  readonly signal?: AbortSignal;
}

type Bounded = Sending & { readonly signal: AbortSignal };

const PATIENCE_MS = 120_000;
/** A preview that was begun so long ago was not interrupted: its card is shown anew, and the preview with it. */
const UNDER_WAY_MS = 10 * 60_000;

/**
 * Shows exactly what will ship, part by part, below the card; what several targets get alike is shown once, and named only where there is
 * more than one thing to see. `anew`: what the card showed before goes; else a preview that was interrupted is brought to its end.
 */
export async function showPreview(
  sending: Sending,
  card: Pick<CardRow, 'id' | 'chatId'>,
  targets: readonly PreviewTarget[],
  { anew }: { readonly anew: boolean },
): Promise<void> {
  const { desk, t } = sending;
  const signal = sending.signal ?? AbortSignal.timeout(PATIENCE_MS);
  const hash = hashOf(targets);
  const since = new Date(desk.clock.now().getTime() - UNDER_WAY_MS);
  await dropPreviews(desk, card.id, anew ? null : { hash, since }, signal);
  const there = (await previewsOf(sqlOutside(desk), card.id)).get(hash);
  const once = async (place: string, show: (at: PreviewPlace) => Promise<void>) => {
    if (!there?.has(place)) await show({ cardId: card.id, chatId: card.chatId, hash, place });
  };
  const say = (text: string) => (at: PreviewPlace) => sayAt({ ...sending, signal }, at, text);
  const groups = alikeTogether(desk, targets);
  for (const [index, { names, parts }] of groups.entries()) {
    if (groups.length > 1) await once(`${index}`, say(t('preview-of', { accounts: names.join(', ') })));
    for (const { part, refused } of parts) {
      const show = refused
        ? say(t('preview-not-shown', { finding: findingText(t, refused.code, refused.facts) }))
        : (at: PreviewPlace) => showOrSay({ ...sending, signal }, at, part);
      await once(`${index}/${part.name}`, show);
    }
  }
}

/** What Telegram refuses for good is no reason not to ask the editors. */
async function showOrSay(sending: Bounded, at: PreviewPlace, part: RenderedPart): Promise<void> {
  try {
    await showPreviewPart(sending.desk, at, part, sending.signal);
  } catch (thrown) {
    if (!(thrown instanceof PlatformError) || thrown.kind !== 'invalid') throw thrown;
    await sayAt(sending, at, sending.t('preview-failed', { words: thrown.message }));
  }
}

function hashOf(targets: readonly PreviewTarget[]): string {
  return contentHash(Object.fromEntries(targets.map(({ id, rendered }) => [id, rendered])));
}

interface Alike {
  readonly names: string[];
  readonly parts: readonly PreviewPart[];
}

function alikeTogether(desk: Desk, targets: readonly PreviewTarget[]): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const { name, platform, rendered } of targets) {
    const parts = previewParts(desk, platform, rendered);
    const looks = canonicalJson(parts.map(({ part, refused }) => ({ refused, part: { ...part, name: '' } })));
    const group = groups.get(looks);
    if (group) group.names.push(name);
    else groups.set(looks, { names: [name], parts });
  }
  return [...groups.values()];
}

async function sayAt({ desk, api, signal }: Bounded, at: PreviewPlace, text: string): Promise<void> {
  const sent = await api.sendMessage(at.chatId, text, {}, apiSignal(signal));
  await rememberPreview(desk, at, [String(sent.message_id)]);
}

/** Takes away what shows something that will not ship like this any more. */
export async function dropOutdated(desk: Desk, card: CardRow, signal: AbortSignal): Promise<void> {
  const shown = await previewsOf(sqlOutside(desk), card.id);
  if (shown.size === 0) return;
  const hash = await currentHash(desk, card);
  await dropPreviews(desk, card.id, hash === null ? null : { hash, since: new Date(0) }, signal);
}

/** Null where nothing that the card showed is still to be shown. */
async function currentHash(desk: Desk, card: CardRow): Promise<string | null> {
  if (card.kind === 'review') {
    const review = await reviewCard(sqlOutside(desk), card.subjectId);
    const isOver = !review || ['superseded', 'withdrawn'].includes(outcomeOf(review));
    return isOver ? null : hashOf(reviewTargets(review));
  }
  const post = await postCard(sqlOutside(desk), card.subjectId);
  return post && hashOf(await postTargets(desk, post));
}

export function reviewTargets({ targets, rendered }: ReviewCard): readonly PreviewTarget[] {
  return targets.map((target) => ({ ...target, rendered: rendered[target.id] ?? { parts: [] } }));
}

/** What ships: frozen once review was asked for, until then as the text is now. */
export async function postTargets(desk: Desk, post: PostCard): Promise<readonly PreviewTarget[]> {
  const review = post.revisionId && (await reviewCard(sqlOutside(desk), post.revisionId));
  if (review) return reviewTargets(review);
  const targets = await renderTargets(desk.orm.em.fork(), desk.platforms, post);
  return targets.map(({ account: { id, name, platform }, rendered }) => ({ id, name, platform, rendered }));
}
