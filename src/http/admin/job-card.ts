import { isPast } from '../../domain/schedule.js';
import type { Job } from '../../reads/jobs.js';
import { html, type Html } from '../html.js';
import type { JobTexts } from './jobs-texts.js';
import type { Moments } from './moments.js';

export interface JobCards {
  readonly t: JobTexts;
  readonly moments: Moments;
  readonly frozen: boolean;
  /** Hidden fields of every form: whose it is, and where to return to. */
  readonly fields: Html;
}

const TEXT_LENGTH = 90;

/** One delivery: what it is, when it goes, what is in its way, and what can be done. */
export function jobCard(job: Job, cards: JobCards): Html {
  const { t, moments } = cards;
  const { number, text, account, platform, state, dueAt, ordinal, kind, tries } = job;
  const extra = kind === 'edit' ? t.correction : ordinal > 0 ? t.part(ordinal + 1) : null;
  const why = whyNot(job, cards);
  return html`<li class="job ${toneOf(job)}">
    <p class="head">
      <strong>#${number}</strong> <span>${account}</span>
      <span class="faint">${platform}${extra && ` · ${extra}`}</span>
      <span class="state">${t.states[state] ?? state}</span>
    </p>
    <p class="text">${shorten(text)}</p>
    <p class="when">
      <time datetime="${dueAt.toISOString()}">${moments.at(dueAt)}</time>
      <span class="faint">${moments.from(dueAt)}${tries > 0 && ` · ${t.tries(tries)}`}</span>
    </p>
    ${why && html`<p class="why">${why}</p>`} ${actions(job, cards)}
  </li>`;
}

function toneOf({ state }: Job): string {
  return state === 'failed' || state === 'unknown' ? 'bad' : state === 'held' ? 'warn' : '';
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const all = [...line];
  return all.length > TEXT_LENGTH ? `${all.slice(0, TEXT_LENGTH).join('')}…` : line;
}

function whyNot(job: Job, { t, moments, frozen }: JobCards): string | null {
  const { state, failure, leaseUntil, accountState, accountHeld, limitedUntil, dueAt } = job;
  if (state === 'failed' || state === 'unknown') return (failure && t.failures[failure.kind]) ?? null;
  if (leaseUntil) return leaseUntil < moments.now ? t.why.lapsed : null;
  if (frozen) return t.why.frozen;
  if (accountHeld) return t.why.held;
  if (accountState !== 'connected') return t.why.account;
  if (limitedUntil) return t.why.limited(moments.at(limitedUntil));
  if (failure && (state === 'waiting' || job.tries > 0)) return t.failures[failure.kind] ?? null;
  return state === 'scheduled' && isPast(dueAt, moments.now) ? t.why.nobody : null;
}

function actions(job: Job, cards: JobCards): Html | null {
  const { kind, ordinal, state } = job;
  const { t } = cards;
  const isFirst = kind === 'part' && ordinal === 0;
  const cancel = isFirst && surely(job, cards, 'cancel');
  switch (state) {
    case 'unknown':
      return kind === 'part'
        ? decision(job, cards)
        : html`<div class="acts">${act(job, cards, 'retry', t.acts.retry)}</div>`;
    case 'failed':
      return html`<div class="acts">${act(job, cards, 'retry', t.acts.retry)}${cancel}</div>`;
    case 'held':
      return html`<div class="acts">${act(job, cards, 'retry', t.acts.send)}${cancel}</div>`;
    case 'scheduled':
    case 'waiting':
      return cancel ? html`<div class="acts">${cancel}</div>` : null;
    default:
      return null;
  }
}

type Act = keyof JobTexts['acts'];

function act({ id, version }: Job, { fields }: JobCards, name: Act, label: string, more: Html | null = null): Html {
  return html`<form method="post" action="/admin/jobs">
    ${fields}<input type="hidden" name="delivery" value="${id}" />
    <input type="hidden" name="version" value="${version}" />${more}<button name="act" value="${name}">${label}</button>
  </form>`;
}

/** What cannot be undone takes a second tap. */
function surely(job: Job, cards: JobCards, name: 'cancel' | 'not_there'): Html {
  const { t } = cards;
  return html`<details class="sure">
    <summary>${t.acts[name]}</summary>
    ${act(job, cards, name, t.sure[name])}
  </details>`;
}

function decision(job: Job, cards: JobCards): Html {
  const { t } = cards;
  const link = html`<label>${t.link}<input name="url" type="url" inputmode="url" autocomplete="off" /></label>`;
  return html`<details class="decide">
    <summary>${t.decide}</summary>
    ${act(job, cards, 'there', t.acts.there, link)} ${surely(job, cards, 'not_there')}
    ${act(job, cards, 'leave', t.acts.leave)}
  </details>`;
}
