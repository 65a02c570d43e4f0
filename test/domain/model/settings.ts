import type { Setting } from './house.js';

const NOTHING: Setting['budget'] = {
  lapses: 0,
  resends: 0,
  freezes: 0,
  edits: 0,
  moves: 0,
  removals: 0,
  cancels: 0,
  unpublishes: 0,
};

const PLAIN: Setting = {
  name: '',
  parts: 1,
  attempts: 2,
  ticks: 2,
  dueTick: 0,
  giveUpTicks: 144,
  bridge: false,
  prepares: false,
  callbacks: false,
  unplaced: false,
  lookUps: false,
  refusals: ['outage'],
  budget: NOTHING,
};

/** The worlds that are searched. Each turns on what belongs together; `deep` widens the bounds. */
export function settings(
  deep: boolean,
): Record<'calm' | 'answers' | 'bridge' | 'desk' | 'waiting' | 'parts' | 'moved' | 'again' | 'removal', Setting> {
  return {
    calm: {
      ...PLAIN,
      name: 'one part, little going on',
      ticks: 3,
      callbacks: true,
      budget: { ...NOTHING, lapses: 1, resends: 1, freezes: 1 },
    },
    answers: {
      ...PLAIN,
      name: 'lost answers, late effects, look-ups, callbacks',
      attempts: 3,
      ticks: 2,
      callbacks: true,
      lookUps: true,
      refusals: deep ? ['outage', 'invalid'] : ['invalid'],
      budget: { ...NOTHING, lapses: deep ? 2 : 1, resends: deep ? 2 : 1 },
    },
    bridge: {
      ...PLAIN,
      name: 'a bridge that takes it, and reports late or never',
      bridge: true,
      attempts: deep ? 3 : 2,
      ticks: 0,
      callbacks: true,
      unplaced: true,
      refusals: ['invalid'],
      budget: { ...NOTHING, lapses: 1, resends: 1, cancels: 1 },
    },
    desk: {
      ...PLAIN,
      name: 'freeze, edit, removed approver, checkpoints',
      ticks: deep ? 4 : 3,
      dueTick: 1,
      prepares: true,
      budget: {
        ...NOTHING,
        lapses: 1,
        resends: deep ? 1 : 0,
        freezes: 1,
        edits: 1,
        removals: 1,
      },
    },
    waiting: {
      ...PLAIN,
      name: 'refusals, waits, tries, giving up',
      attempts: 3,
      ticks: 3,
      giveUpTicks: 1,
      prepares: true,
      refusals: ['outage', 'rate_limit', 'invalid'],
      budget: { ...NOTHING, lapses: deep ? 2 : 1, cancels: 1, freezes: deep ? 1 : 0 },
    },
    parts: {
      ...PLAIN,
      name: 'two parts',
      parts: 2,
      ticks: deep ? 2 : 1,
      budget: {
        ...NOTHING,
        lapses: 1,
        resends: 1,
        edits: 1,
        cancels: 1,
        removals: deep ? 1 : 0,
      },
    },
    moved: {
      ...PLAIN,
      name: 'another time, freeze, removed approver, resend',
      ticks: 3,
      dueTick: 1,
      budget: { ...NOTHING, lapses: 1, resends: 1, freezes: 1, moves: deep ? 2 : 1, removals: 1 },
    },
    again: {
      ...PLAIN,
      name: 'evidence about the first part while the second one waits',
      parts: 2,
      ticks: 3,
      callbacks: true,
      budget: { ...NOTHING, resends: 1, freezes: deep ? 1 : 0 },
    },
    removal: {
      ...PLAIN,
      name: 'unpublish, two parts',
      parts: 2,
      ticks: deep ? 1 : 0,
      callbacks: true,
      refusals: ['invalid'],
      budget: { ...NOTHING, lapses: 1, resends: 1, unpublishes: 1 },
    },
  };
}
