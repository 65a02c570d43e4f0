import type { DeliveryState } from '../src/domain/delivery.js';
import type { PartOnCard, PostCard } from '../src/reads/post-card.js';
import { type Button, buttonsFor, type Keyboard, rows } from './cards/card-view.js';
import { targetName } from './cards/target-lines.js';
import { firstWords } from './rich-text.js';
import type { Texts } from './texts.js';

const MARKS: Readonly<Record<DeliveryState, string>> = {
  scheduled: '🗓',
  held: '⏸',
  publishing: '📤',
  waiting: '⏳',
  handed_over: '🤝',
  unknown: '❓',
  left: '🤷',
  failed: '❌',
  cancelled: '↩️',
  published: '✅',
  removing: '🧹',
  removed: '🧹',
};

/** The publications of a post with which something can be done, to be looked at one by one. */
export function targetsMenu(post: PostCard, isEditor: boolean, t: Texts): Keyboard {
  const mains = changeable(post, isEditor);
  const buttons = mains.map((main) => {
    const name = `${MARKS[main.state]} ${firstWords(targetName(main, t), 40)}`;
    return [buttonsFor(main.id, main.version)('target', name)];
  });
  return [...buttons, [backTo(post, t)]];
}

const STOPPABLE: readonly DeliveryState[] = ['scheduled', 'held', 'waiting', 'failed'];

export function mayChangeTargets(post: PostCard, isEditor: boolean): boolean {
  return changeable(post, isEditor).length > 0;
}

function changeable(post: PostCard, isEditor: boolean): PartOnCard[] {
  return post.parts.filter((main) => {
    const parts = post.parts.filter(({ publicationId }) => publicationId === main.publicationId);
    return main.ordinal === 0 && Object.values(changesOf(post, main, parts, isEditor)).includes(true);
  });
}

/** What can be done with one of them, by the states of its parts; a part that may be tried again may also be stopped. */
function changesOf(post: PostCard, main: PartOnCard, parts: readonly PartOnCard[], isEditor: boolean) {
  const leads = main.state === 'cancelled' || main.state === 'published';
  const some = (states: readonly DeliveryState[]) => parts.some(({ state }) => states.includes(state));
  const copies = post.parts.filter(
    ({ accountId, repeat, state }) => accountId === main.accountId && repeat > main.repeat && state !== 'cancelled',
  );
  return {
    cancel: some(STOPPABLE),
    reopen: leads && some(['cancelled']),
    repeat: isEditor && copies.length === 0 && (main.state === 'published' || main.state === 'removed'),
  };
}

export function targetMenu(post: PostCard, parts: readonly PartOnCard[], isEditor: boolean, t: Texts): Keyboard {
  const [main] = parts;
  if (!main) return [[backTo(post, t)]];
  const button = buttonsFor(main.id, main.version);
  const { cancel, reopen, repeat } = changesOf(post, main, parts, isEditor);
  return rows(
    ...parts.map((part) => [tryButton(part, t)]),
    [cancel && button('cancelTarget', t('button-cancel'))],
    [reopen && button('reopenTarget', t('button-reopen-target'))],
    [repeat && button('askRepeat', t('button-repeat'))],
    [buttonsFor(post.id, post.version)('targets', t('button-back'))],
  );
}

/** Sends what is held, tries what has failed. */
export function tryButton(part: PartOnCard, t: Texts): Button | null {
  const button = buttonsFor(part.id, part.version);
  const account = targetName(part, t);
  if (part.state === 'held') return button('retry', t('button-send-now', { account }));
  // While its account stands still, that one's card says what to do first.
  if (part.state === 'failed' && !part.accountHeld) return button('retry', t('button-try-again', { account }));
  return null;
}

export function repeatMenu(post: PostCard, main: PartOnCard, t: Texts): Keyboard {
  const button = buttonsFor(main.id, main.version);
  const copy = targetName({ ...main, repeat: main.repeat + 1 }, t);
  return [
    [button('repeat', t('button-repeat-now', { copy }))],
    [button('repeat', t('button-type-time'), 'type')],
    [backTo(post, t)],
  ];
}

function backTo({ id, version }: PostCard, t: Texts): Button {
  return buttonsFor(id, version)('back', t('button-back'));
}
