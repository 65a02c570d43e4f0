import { canonicalJson, type RenderedPart } from './content.js';

/** Can what is live become what is wanted, message by message? */
export type Correctable = 'same' | 'editable' | 'reshaped';

/** Networks change what a message says, not how many there are nor what kind they are; a poll not at all. */
export function correctable(live: readonly RenderedPart[], wanted: readonly RenderedPart[]): Correctable {
  const pairs = wanted.map((part, place) => [part, live[place]] as const);
  if (live.length !== wanted.length || pairs.some(([part, was]) => !was || shapeOf(was) !== shapeOf(part))) {
    return 'reshaped';
  }
  const changed = pairs.filter(([part, was]) => was && isChanged(was, part));
  if (changed.length === 0) return 'same';
  return changed.some(([part]) => part.quiz) ? 'reshaped' : 'editable';
}

export function isChanged(was: RenderedPart, part: RenderedPart): boolean {
  return canonicalJson(was) !== canonicalJson(part);
}

function shapeOf({ name, media, quiz }: RenderedPart): string {
  return [name, quiz ? 'quiz' : 'post', ...media.map(({ kind }) => kind)].join();
}
