import type { AlarmLook, AlarmState } from '../../ports.js';
import { type AccountQueue, COUNT_MAX, JOB_VIEWS, type JobPage, type JobView } from '../../reads/jobs.js';
import type { HealthPart, Readiness } from '../../reads/readiness.js';
import { html, type Html } from '../html.js';
import { jobCard } from './job-card.js';
import { addressOf, type JobSelection } from './job-query.js';
import type { JobTexts } from './jobs-texts.js';
import type { Moments } from './moments.js';

export interface Brand {
  readonly clientId: string;
  readonly brand: string;
  readonly troubles: number;
}

export interface JobsShown {
  readonly t: JobTexts;
  readonly moments: Moments;
  readonly brand: string;
  /** All that can be looked at; empty where it is only this one. */
  readonly brands: readonly Brand[];
  readonly who: string;
  readonly frozen: boolean;
  readonly formToken: string;
  readonly selection: JobSelection;
  readonly counts: Readonly<Record<JobView, number>>;
  readonly page: JobPage;
  readonly accounts: readonly AccountQueue[];
  readonly readiness: Readiness;
  readonly alarm: AlarmState;
  readonly store: AlarmLook | null;
  /** What came of the last form: said above everything else. */
  readonly outcome: { readonly ok: boolean; readonly text: string } | null;
}

export function jobsPage(shown: JobsShown): Html {
  const { t, brand, who, frozen, selection, outcome } = shown;
  return html`<header>
      <div><h1>${t.title} · ${brand}</h1></div>
      <form method="post" action="/logout">
        <a href="/graphql">GraphQL</a> <span class="faint">${who}</span> <button>${t.logOut}</button>
      </form>
    </header>
    <main>
      ${brandTabs(shown)}
      ${outcome && html`<p class="note ${outcome.ok ? 'good' : 'warn'}" role="status">${outcome.text}</p>`}
      ${frozen && html`<p class="note warn">${t.frozen}</p>`} ${systemTroubles(shown)} ${tabs(shown)}
      <div class="bar">${filter(shown)}<a class="button" href="${addressOf(selection)}">${t.refresh}</a></div>
      ${list(shown)} ${shown.accounts.length > 0 && accountRows(shown)}
      <h2>${t.system}</h2>
      <ul class="rows">
        ${systemRows(shown)}
      </ul>
    </main>`;
}

function accountRows(shown: JobsShown): Html {
  return html`<h2>${shown.t.accounts}</h2>
    <ul class="rows">
      ${shown.accounts.map((account) => accountRow(account, shown))}
    </ul>`;
}

function brandTabs({ t, brands, selection }: JobsShown): Html | null {
  if (brands.length === 0) return null;
  return html`<nav class="brands" aria-label="${t.brands}">
    ${brands.map(
      ({ clientId, brand, troubles: count }) =>
        html`<a
          href="${addressOf({ client: clientId, view: selection.view, account: null, after: null })}"
          ${clientId === selection.client && html` aria-current="page"`}
          class="${count > 0 ? 'alert' : ''}"
          >${brand} ${count > 0 && html`<b>${upTo(count)}</b>`}</a
        >`,
    )}
  </nav>`;
}

function tabs({ t, selection, counts }: JobsShown): Html {
  return html`<nav>
    ${JOB_VIEWS.map(
      (view) =>
        html`<a
          href="${addressOf({ ...selection, view, after: null })}"
          ${view === selection.view && html` aria-current="page"`}
          class="${counts[view] > 0 && view !== 'next' && view !== 'waiting' ? 'alert' : ''}"
          >${t.views[view]} <b>${upTo(counts[view])}</b></a
        >`,
    )}
  </nav>`;
}

function upTo(count: number): string {
  return count > COUNT_MAX ? `${COUNT_MAX}+` : String(count);
}

function filter({ t, selection, accounts }: JobsShown): Html | null {
  if (accounts.length < 2) return null;
  return html`<form method="get" action="/admin/jobs">
    ${selection.client && html`<input type="hidden" name="client" value="${selection.client}" />`}
    <input type="hidden" name="view" value="${selection.view}" />
    <label class="one"
      >${t.account}
      <select name="account">
        <option value="">${t.all}</option>
        ${accounts.map(
          ({ id, name }) => html`<option value="${id}" ${id === selection.account && html` selected`}>${name}</option>`,
        )}
      </select></label
    >
    <button>${t.show}</button>
  </form>`;
}

function list({ t, moments, frozen, formToken, selection, page }: JobsShown): Html {
  if (page.jobs.length === 0) return html`<p class="none">${t.none[selection.view]}</p>`;
  const fields = html`<input type="hidden" name="token" value="${formToken}" />
    <input type="hidden" name="back" value="${addressOf(selection)}" />`;
  const next = page.next && addressOf({ ...selection, after: page.next });
  return html`<ul class="jobs">
      ${page.jobs.map((job) => jobCard(job, { t, moments, frozen, fields }))}
    </ul>
    ${next && html`<p><a class="button" href="${next}">${t.more}</a></p>`}`;
}

function accountRow(account: AccountQueue, { t, moments }: JobsShown): Html {
  const { name, platform, state, heldAt, limitedUntil, waiting, nextAt } = account;
  const standing = heldAt
    ? t.why.held
    : limitedUntil
      ? t.why.limited(moments.at(limitedUntil))
      : (t.accountStates[state] ?? state);
  const tone = heldAt || state === 'token_expired' ? 'bad' : limitedUntil ? 'warn' : '';
  return html`<li class="${tone}">
    <span><strong>${name}</strong> <span class="faint">${platform}</span></span> <span>${standing}</span>
    <span class="faint">${t.queue(waiting)}${nextAt && ` · ${t.nextAt(moments.at(nextAt))}`}</span>
  </li>`;
}

/** A freeze is this desk's own affair, and is said by itself. */
function partsOf({ readiness }: JobsShown): [string, HealthPart][] {
  return Object.entries(readiness.parts).filter(([name]) => name !== 'leaving');
}

/** What keeps everything is not looked for at the end of a long page. */
function systemTroubles(shown: JobsShown): Html[] {
  const { t } = shown;
  return partsOf(shown)
    .filter(([, { ok }]) => !ok)
    .map(
      ([name]) => html`<p class="note warn"><strong>${t.parts[name] ?? name}:</strong> ${t.steps[name] ?? t.ill}</p>`,
    );
}

function systemRows(shown: JobsShown): Html[] {
  const { t, moments, alarm, store } = shown;
  const parts = partsOf(shown).map(
    ([name, { ok }]) =>
      html`<li class="${ok ? '' : 'bad'}">
        <strong>${t.parts[name] ?? name}</strong> <span>${ok ? t.well : t.ill}</span>
      </li>`,
  );
  const late = store?.oldestDueAt ? ` · ${t.ringLate(moments.from(store.oldestDueAt))}` : '';
  return [
    ...parts,
    store ? row(`${t.rings(store.rings)}${late}`) : row(t.away, 'warn'),
    ...(alarm.waiting > 0 ? [row(t.unsaved(alarm.waiting), 'warn')] : []),
    ...(store?.recurring ?? []).map(({ name, nextAt }) => row(t.recurring(name, nextAt ? moments.at(nextAt) : '–'))),
  ];
}

function row(text: string, tone = ''): Html {
  return html`<li class="${tone}"><span>${text}</span></li>`;
}
