import type { AccountLine } from '../src/reads/accounts.js';
import type { PostCard } from '../src/reads/post-card.js';
import type { NetworkOption } from '../src/usecases/network-options.js';
import { type Button, buttonsFor, type Keyboard, rows } from './cards/card-view.js';
import { optionText } from './cards/variant-lines.js';
import type { Texts } from './texts.js';

const PER_ROW = 2;
/** Of the labels of three that fit into one row of a phone. */
const SHORT_LENGTH = 30;

/** The networks that the client has, and the pictures to be described. */
export function networksMenu(
  post: PostCard,
  all: readonly AccountLine[],
  nameOf: (platform: string) => string,
  t: Texts,
): Keyboard {
  const button = buttonsFor(post.id, post.version);
  const platforms = new Set(all.filter(({ state }) => state === 'connected').map(({ platform }) => platform));
  const networks = [...platforms].map((platform) => [button('network', nameOf(platform), platform)]);
  const pictures = post.content.media.map(({ altText }, index) => {
    const label = t('button-describe', { item: index + 1 });
    return button('describe', altText === undefined ? label : `${label} ✓`, String(index));
  });
  return rows(...networks, ...inRows(pictures), [button('back', t('button-back'))]);
}

export interface Choosing {
  readonly platform: string;
  readonly options: readonly NetworkOption[];
  /** The place of each chosen value among those of its option. */
  readonly chosen: readonly number[];
}

/**
 * What is chosen travels in the buttons, as a place for each option: the menu keeps nothing, and nothing changes until Done.
 */
export function networkMenu(post: PostCard, { platform, options, chosen }: Choosing, t: Texts): Keyboard {
  const button = buttonsFor(post.id, post.version);
  const isOwn = post.content.variants?.[platform]?.text !== undefined;
  const after = (index: number, place: number) => choiceArg(platform, chosen.with(index, place));
  const choices = options.flatMap(({ name, values }, index) => {
    const isSwitch = typeof values[0] === 'boolean';
    if (isSwitch) {
      const mark = chosen[index] === 1 ? '✅' : '⬜️';
      const other = chosen[index] === 1 ? 0 : 1;
      return [[button('network', `${mark} ${optionText(platform, name, null, t)}`, after(index, other))]];
    }
    return inRows(
      values.map((value, place) => {
        const mark = chosen[index] === place ? '🔘' : '⚪️';
        return button('network', `${mark} ${optionText(platform, name, String(value), t)}`, after(index, place));
      }),
    );
  });
  return rows(
    [
      button('ownText', t('button-own-text'), platform),
      isOwn && button('commonText', t('button-common-text'), platform),
    ],
    ...choices,
    [
      options.length > 0 && button('keepOptions', t('button-done'), choiceArg(platform, chosen)),
      button('networks', t('button-back')),
    ],
  );
}

/** `platform`, or `platform.012`. */
function choiceArg(platform: string, chosen: readonly number[]): string {
  return `${platform}.${chosen.map((place) => place.toString(36)).join('')}`;
}

/** What the buttons say, or, where they do not, what the post has. */
export function choiceOf(
  arg: string,
  optionsOf: (platform: string) => readonly NetworkOption[],
  post: PostCard,
): Choosing {
  const [platform = '', places] = arg.split('.');
  const options = optionsOf(platform);
  const kept = post.content.variants?.[platform]?.options ?? {};
  const chosen = options.map(({ name, values, value }, index) => {
    const place = Number.parseInt(places?.[index] ?? '', 36);
    if (place < values.length) return place;
    return Math.max(0, values.indexOf(values.find((one) => one === kept[name]) ?? value));
  });
  return { platform, options, chosen };
}

/** As the use case takes them. */
export function chosenOptions({ options, chosen }: Choosing): Record<string, unknown> {
  return Object.fromEntries(
    options.map(({ name, values, value }, index) => [name, values[chosen[index] ?? 0] ?? value]),
  );
}

function inRows(buttons: readonly Button[]): Button[][] {
  const isShort = buttons.reduce((sum, { text }) => sum + text.length, 0) <= SHORT_LENGTH;
  const perRow = isShort ? Math.max(1, buttons.length) : PER_ROW;
  return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) =>
    buttons.slice(row * perRow, (row + 1) * perRow),
  );
}
