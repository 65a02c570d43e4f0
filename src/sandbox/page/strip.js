/** @import { TextKey } from './i18n.js' */
import { focusComposer } from './composer.js';
import { byId, el, keepChildren } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { goTo } from './place.js';
import { cast, chatOf, findChannel, isGroup, stepsDone } from './steps.js';
import { changed, onChange } from './store.js';
import { recall, remember } from './storage.js';

/** @type {TextKey[]} */
const STEPS = ['step1', 'step2', 'step3', 'step4'];

let isHidden = recall('strip') === 'hidden';

/** @param {boolean} hidden */
export function hideStrip(hidden) {
  isHidden = hidden;
  remember('strip', hidden ? 'hidden' : 'shown');
  changed();
}

export const isStripHidden = () => isHidden;

/** What to do first: four steps that tick themselves as they really happen, and lead there when pressed. */
export function showStrip() {
  const strip = byId('strip');
  onChange(() => {
    strip.hidden = isHidden;
    if (isHidden) return;
    const done = stepsDone();
    const next = done.indexOf(false);
    keepChildren(strip, [done], { key: () => 'steps', signature: (steps) => steps, make: () => drawSteps(done, next) });
  });
}

/** @param {boolean[]} done @param {number} next the first that is not done, -1 where all are */
function drawSteps(done, next) {
  return el(
    'div',
    { class: next === -1 ? 'strip-row all-done' : 'strip-row' },
    el('ol', { class: 'steps' }, ...STEPS.map((key, index) => step(key, index, done[index] ?? false, index === next))),
    next === -1 && el('p', { class: 'steps-end' }, t('stepsAllDone')),
    el(
      'button',
      {
        class: 'round strip-close',
        attrs: { type: 'button', 'aria-label': t('dismiss') },
        on: { click: () => hideStrip(true) },
      },
      icon('close'),
    ),
  );
}

/** @param {TextKey} key @param {number} index @param {boolean} isDone @param {boolean} isNext */
function step(key, index, isDone, isNext) {
  const label = `${index + 1} ${t(key)}${isDone ? `, ${t('stepDone')}` : ''}`;
  const state = isDone ? 'done' : isNext ? 'next' : 'later';
  return el(
    'li',
    { class: `step ${state}` },
    el(
      'button',
      {
        attrs: { type: 'button', 'aria-current': isNext ? 'step' : null, 'aria-label': label, title: t(key) },
        on: { click: () => leadTo(index) },
      },
      el('span', { class: 'step-mark' }, isDone ? icon('check') : String(index + 1)),
      el('span', { class: 'step-text' }, t(key)),
    ),
  );
}

/** @param {number} index */
function leadTo(index) {
  const { author, editor } = cast();
  const own = chatOf(author, (chat) => chat.type === 'private');
  const review = chatOf(editor, isGroup);
  const channel = findChannel();
  if (index === 0 && author && own) {
    goTo(author.id, own.id);
    focusComposer();
  } else if (index === 1 && author && own) {
    goTo(author.id, own.id);
    pointAtButtons();
  } else if (index === 2 && editor && review) {
    goTo(editor.id, review.id);
    pointAtButtons();
  } else if (index === 3 && channel) goTo(channel.person.id, channel.chat.id);
}

/** Focus on the newest keyboard, once the chat is drawn. */
function pointAtButtons() {
  setTimeout(() => {
    const keyboards = document.querySelectorAll('#chat .keyboard');
    const newest = keyboards[keyboards.length - 1];
    newest?.scrollIntoView({ block: 'nearest' });
    newest?.classList.add('pointed');
    const button = newest?.querySelector('button');
    if (button) button.focus();
  }, 60);
}
