/** @import { PollView } from '../telegram/people-api.js' */
import { el } from './dom.js';
import { t } from './i18n.js';

/**
 * A poll as readers see it; a quiz tells right from wrong, and why, once an answer is chosen. Choosing is between the reader and this
 * page: nobody counts.
 * @param {PollView} poll
 */
export function pollBody(poll) {
  const why = el('p', { class: 'poll-why' });
  const answers = poll.options.map((text, place) => answer(text, place));
  /** @param {string} text @param {number} place */
  function answer(text, place) {
    const button = el('button', { class: 'poll-answer', attrs: { type: 'button' }, on: { click: choose } }, text);
    function choose() {
      if (!poll.isQuiz) return;
      for (const [at, other] of answers.entries()) other.classList.toggle('right', poll.correct.includes(at));
      button.classList.toggle('wrong', !poll.correct.includes(place));
      why.textContent = poll.explanation ?? '';
    }
    return button;
  }
  return el(
    'div',
    { class: 'poll' },
    el('strong', {}, poll.question),
    el('span', { class: 'poll-kind' }, t(poll.isQuiz ? 'quiz' : 'poll')),
    ...answers,
    why,
  );
}
