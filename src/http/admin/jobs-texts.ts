import type { JobView } from '../../reads/jobs.js';

export interface JobTexts {
  readonly title: string;
  readonly logOut: string;
  readonly refresh: string;
  readonly more: string;
  readonly all: string;
  readonly show: string;
  readonly account: string;
  readonly brands: string;
  readonly accounts: string;
  readonly frozen: string;
  readonly part: (place: number) => string;
  readonly correction: string;
  readonly tries: (count: number) => string;
  readonly views: Readonly<Record<JobView, string>>;
  /** What an empty list says. */
  readonly none: Readonly<Record<JobView, string>>;
  readonly states: Readonly<Record<string, string>>;
  readonly accountStates: Readonly<Record<string, string>>;
  /** Why it does not go: what is in its way, and the next step. */
  readonly why: {
    readonly frozen: string;
    readonly account: string;
    readonly held: string;
    readonly limited: (until: string) => string;
    readonly lapsed: string;
    readonly nobody: string;
  };
  readonly failures: Readonly<Record<string, string>>;
  readonly acts: Readonly<Record<'retry' | 'send' | 'cancel' | 'there' | 'not_there' | 'leave', string>>;
  readonly sure: Readonly<Record<'cancel' | 'not_there', string>>;
  readonly decide: string;
  readonly link: string;
  readonly done: string;
  readonly refused: Readonly<Record<string, string>>;
  readonly refusedElse: string;
  readonly queue: (count: number) => string;
  readonly nextAt: (at: string) => string;
  readonly system: string;
  readonly parts: Readonly<Record<string, string>>;
  /** What to do where a part is not well. */
  readonly steps: Readonly<Record<string, string>>;
  readonly well: string;
  readonly ill: string;
  readonly rings: (count: number) => string;
  readonly ringLate: (at: string) => string;
  readonly unsaved: (count: number) => string;
  readonly recurring: (name: string, next: string) => string;
  readonly away: string;
}
