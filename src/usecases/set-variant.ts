import { type Content, type TextEntity, type Variant } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { PostRequest } from './change-post.js';
import type { Desk } from './desk.js';
import { editPost } from './edit-post.js';
import { networkOptions } from './network-options.js';

export type VariantChange =
  /** Null: the text that all get. */
  | { readonly text: { readonly text: string; readonly entities: readonly TextEntity[] } | null }
  | { readonly options: Readonly<Record<string, unknown>> };

/** Gives one network a text of its own, takes it back, or chooses its options; options that are not named stay. */
export async function setVariant(
  desk: Desk,
  request: PostRequest,
  platformId: string,
  change: VariantChange,
): Promise<void> {
  await editPost(desk, request, (draft) => ({
    ...draft,
    content: withVariant(desk.platforms, draft.content, platformId, change),
  }));
}

export function withVariant(
  platforms: PlatformRegistry,
  content: Content,
  platformId: string,
  change: VariantChange,
): Content {
  const { [platformId]: was = {}, ...others } = content.variants ?? {};
  const own = 'text' in change ? withText(was, change.text) : withOptions(platforms, platformId, was, change.options);
  const variants = { ...others, ...(Object.keys(own).length > 0 && { [platformId]: own }) };
  const { variants: _, ...plain } = content;
  return { ...plain, ...(Object.keys(variants).length > 0 && { variants }) };
}

function withText({ options }: Variant, own: { text: string; entities: readonly TextEntity[] } | null): Variant {
  if (own && own.text.trim() === '') throw new Refusal('empty_post');
  return { ...own, ...(options && { options }) };
}

/** Only what differs from the network's own choice is kept, so that a post without wishes stays without them. */
function withOptions(
  platforms: PlatformRegistry,
  platformId: string,
  { options: was, ...text }: Variant,
  wanted: Readonly<Record<string, unknown>>,
): Variant {
  const known = networkOptions(platforms, platformId);
  const isOne = ([name, value]: [string, unknown]) =>
    known.some((option) => option.name === name && option.values.some((one) => one === value));
  if (!Object.entries(wanted).every(isOne)) throw new Refusal('stale');
  const isUsual = ([name, value]: [string, unknown]) =>
    known.some((option) => option.name === name && option.value === value);
  // What cannot be read any more goes with the first new choice.
  const kept = platforms.get(platformId).options?.safeParse(was ?? {}).success ? was : {};
  const options = Object.entries({ ...kept, ...wanted }).filter((one) => !isUsual(one));
  return { ...text, ...(options.length > 0 && { options: Object.fromEntries(options) }) };
}
