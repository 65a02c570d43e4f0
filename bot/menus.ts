import type { AccountLine } from '../src/reads/accounts.js';
import type { PostCard } from '../src/reads/post-card.js';
import { buttonsFor, type Keyboard, rows } from './cards/card-view.js';
import { firstWords } from './rich-text.js';
import type { Texts } from './texts.js';
import { clockWords, presets } from './time-words.js';

/**
 * Which accounts are chosen travels in the buttons, as a bit for each in the order in which they were connected: the menu keeps nothing,
 * and nothing changes until Done.
 */
export function whereMenu(post: PostCard, all: readonly AccountLine[], mask: string, t: Texts): Keyboard {
  const button = buttonsFor(post.id, post.version);
  const chosen = Number.parseInt(mask, 36) || 0;
  const usable = all.slice(0, ACCOUNTS_MAX).map((account, index) => ({ account, bit: 2 ** index }));
  const choices = usable
    .filter(({ account, bit }) => account.state === 'connected' || has(chosen, bit))
    .map(({ account, bit }) => {
      const after = has(chosen, bit) ? chosen - bit : chosen + bit;
      const mark = has(chosen, bit) ? '✅' : '⬜️';
      return [button('choose', `${mark} ${firstWords(account.name, 40)}`, after.toString(36))];
    });
  return rows(...choices, [button('chosen', t('button-done'), chosen.toString(36)), button('back', t('button-back'))]);
}

/** What a whole number in JavaScript has bits for. */
const ACCOUNTS_MAX = 52;

/** Bitwise operators know only 32 bits. */
function has(mask: number, bit: number): boolean {
  return Math.floor(mask / bit) % 2 === 1;
}

/** No targets named means every connected account. */
export function maskOf(targetIds: readonly string[] | null, all: readonly AccountLine[]): string {
  const chosen = all.slice(0, ACCOUNTS_MAX).map(({ id, state }, index) => {
    return (targetIds ? targetIds.includes(id) : state === 'connected') ? 2 ** index : 0;
  });
  return chosen.reduce((sum, bit) => sum + bit, 0).toString(36);
}

/** Everything that is connected is kept as "everywhere", so that what is connected later is in. */
export function choiceOf(mask: string, all: readonly AccountLine[]): string[] | null {
  if (mask === maskOf(null, all)) return null;
  const chosen = Number.parseInt(mask, 36) || 0;
  return all.slice(0, ACCOUNTS_MAX).flatMap(({ id }, index) => (has(chosen, 2 ** index) ? [id] : []));
}

/** The usual times; each button carries the very moment that it names, but for "in an hour", which counts from the tap. */
export function whenMenu(post: PostCard, now: Date, t: Texts): Keyboard {
  const button = buttonsFor(post.id, post.version);
  const named = presets(now, post.zone).map(({ name, at }) => {
    const minutes = Math.round(at.getTime() / 60_000).toString(36);
    return button('setTime', t(`preset-${name}`, { clock: clockWords(at, post.zone) }), minutes);
  });
  const [first, second, ...others] = named;
  return rows(
    [
      button('setTime', t(post.state === 'approved' ? 'preset-now' : 'preset-asap'), 'asap'),
      button('setTime', t('preset-in-an-hour'), '+60'),
    ],
    [first ?? null, second ?? null],
    others,
    [button('typeTime', t('button-type-time'))],
    [button('back', t('button-back'))],
  );
}
