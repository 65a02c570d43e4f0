import { isSetUp, SET_UP_STEPS, type SetUpStep, type StepStanding, stepAtHand } from '../src/domain/set-up.js';
import { placeOf } from '../src/domain/zones.js';
import type { SetUp } from '../src/reads/set-up.js';
import { linkToBot } from './bot-links.js';
import { type Button, buttonsFor, type Keyboard, type List, rows } from './cards/card-view.js';
import { RichTextWriter } from './rich-text.js';
import { LANGUAGE_NAMES } from './settings.js';
import { LANGUAGES, type Texts } from './texts.js';
import { clockWords } from './time-words.js';

/** Offered by a tap, by the language of who is asked; others are looked for by name. */
const PLACES = {
  en: ['Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles'],
  uk: ['Europe/Kyiv', 'Europe/Warsaw', 'Europe/Berlin', 'Europe/London'],
  ru: ['Europe/Kyiv', 'Asia/Almaty', 'Europe/Berlin', 'Europe/Moscow'],
} as const;

const MARKS = { done: '✅', later: '⏭', open: '▫️' } as const satisfies Record<StepStanding, string>;

/** What is done and what is left, and the step at hand with its buttons. */
export function setUpCard(setUp: SetUp, botName: string, t: Texts, now: Date): List {
  const { brand, standing, chosen } = setUp;
  const step = stepAtHand(standing, chosen);
  const isDone = isSetUp(standing);
  const to = new RichTextWriter()
    .bold(t(isDone ? 'setup-title-done' : 'setup-title', { brand }))
    .line()
    .line();
  for (const one of SET_UP_STEPS) to.line(`${one === step ? '▶️' : MARKS[standing[one]]} ${lineOf(one, setUp, t)}`);
  to.line();
  if (step !== null && step !== 'name') to.line(t(`setup-about-${step}`));
  else to.line(t(isDone ? 'setup-all-done' : 'setup-some-later'));
  return { body: to.done(), keyboard: isDone ? [] : keyboardOf(setUp, step, { botName, t, now }) };
}

function lineOf(step: SetUpStep, { brand, zone, language, hasGroup, standing }: SetUp, t: Texts): string {
  const label = t(`setup-${step}`);
  if (standing[step] === 'later') return `${label} · ${t('setup-later')}`;
  if (standing[step] === 'open') return label;
  switch (step) {
    case 'name':
      return `${label}: ${brand}`;
    case 'zone':
      return `${label}: ${placeOf(zone)}`;
    case 'language':
      return `${label}: ${LANGUAGES.flatMap((one) => (one === language ? [LANGUAGE_NAMES[one]] : [])).join('')}`;
    case 'group':
      return hasGroup ? label : `${label}: ${t('setup-each-private')}`;
    default:
      return label;
  }
}

interface Showing {
  readonly botName: string;
  readonly t: Texts;
  readonly now: Date;
}

/** The step at hand, then what else is left. */
function keyboardOf(setUp: SetUp, step: SetUpStep | null, showing: Showing): Keyboard {
  const { t } = showing;
  const button = buttonsFor(setUp.id, 0);
  const left = SET_UP_STEPS.filter((one) => one !== step && setUp.standing[one] !== 'done');
  return rows(
    ...(step === null ? [] : stepButtons(setUp, step, showing)),
    ...left.map((one) => [button('setUp', t(`setup-${one}`), `${one}.go`)]),
    [button('setUp', `✏️ ${t('setup-name')}`, 'name.ask')],
  );
}

function stepButtons(setUp: SetUp, step: SetUpStep, { botName, t, now }: Showing): Button[][] {
  const choose = (text: string, value: string) => buttonsFor(setUp.id, 0)('setUp', text, `${step}.${value}`);
  const later = choose(t('button-setup-skip'), 'later');
  switch (step) {
    case 'name':
      return [];
    case 'zone': {
      const offered = PLACES[t.language].map((zone) =>
        choose(`${placeOf(zone)} · ${clockWords(now, zone)}`, placeOf(zone)),
      );
      return [offered.slice(0, 2), offered.slice(2), [choose(t('button-setup-search'), 'ask'), later]];
    }
    case 'language':
      return [LANGUAGES.map((one) => choose(LANGUAGE_NAMES[one], one)), [later]];
    case 'group':
      return [
        [{ text: t('button-setup-add-group'), url: linkToBot(botName, 'startgroup', 'setup') }],
        [choose(t('button-setup-each'), 'each'), later],
      ];
    case 'account':
      return [
        [buttonsFor(setUp.clientId, 0)('chatAdd', t('button-chat-add'))],
        [choose(t('button-setup-open-accounts'), 'open'), later],
      ];
    case 'team':
      return [[choose(t('button-setup-open-team'), 'open'), later]];
  }
}
