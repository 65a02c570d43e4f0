/** What a desk needs before its first post, in this order. Each step but the name can be left for later. */
export const SET_UP_STEPS = ['name', 'zone', 'language', 'group', 'account', 'team'] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

export type StepStanding = 'done' | 'later' | 'open';
export type SetUpStanding = Readonly<Record<SetUpStep, StepStanding>>;

export function isSetUpStep(name: string | null): name is SetUpStep {
  return SET_UP_STEPS.some((step) => step === name);
}

/** The one that was chosen, unless it is done by now, else the first that is still to come; null where there is none. */
export function stepAtHand(standing: SetUpStanding, chosen: SetUpStep | null): SetUpStep | null {
  if (chosen !== null && standing[chosen] !== 'done') return chosen;
  return SET_UP_STEPS.find((step) => standing[step] === 'open') ?? null;
}

export function isSetUp(standing: SetUpStanding): boolean {
  return SET_UP_STEPS.every((step) => standing[step] === 'done');
}
