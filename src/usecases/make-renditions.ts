import { Post } from '../db/entities/post.js';
import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import type { Desk } from './desk.js';
import type { Draft } from './draft.js';
import { renderTargets } from './render-targets.js';

/**
 * Makes what the targets of a post will get of its media, so that it is there when the post is reviewed. Called before the transaction
 * that submits or edits: nothing waits for pixels with rows locked. With `edit`, of the post as it will be, where that is reviewed anew.
 */
export async function prepareRenditions(desk: Desk, postId: string, edit?: (draft: Draft) => Draft): Promise<void> {
  const em = desk.orm.em.fork();
  const post = await em.findOne(Post, postId);
  if (!post || (edit && post.state !== 'in_review' && post.state !== 'approved')) return;
  const { clientId, content, targetIds } = post;
  const draft = edit ? edit({ content, targetIds }) : { content, targetIds };
  const targets = await renderTargets(em, desk.platforms, { clientId, ...draft });
  const refs = targets.flatMap(({ rendered }) => rendered.parts.flatMap(({ media }) => media));
  for (const ref of refs.filter(({ recipe }) => recipe)) await make(desk, ref, draft.content.media);
}

async function make(desk: Desk, ref: MediaRef, media: readonly MediaRef[]): Promise<void> {
  try {
    await desk.media.shipment(ref);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const item = media.findIndex(({ hash }) => hash === ref.hash) + 1;
    throw new Refusal(thrown.code, { ...thrown.facts, item });
  }
}
