import { expect, test } from 'vitest';
import { houseOf } from './model/house.js';
import { MUTATIONS } from './model/mutations.js';
import { search } from './model/search.js';
import { settings } from './model/settings.js';

/** Each guard is needed: without it the same search finds a broken promise. `MODEL_TRACE=1` prints the shortest way there. */
test.each(MUTATIONS)(
  'a promise breaks when $name',
  ({ where, rules, guards, breaks, name }) => {
    const { broken, trace, states } = search(houseOf(settings(false)[where], rules, guards));
    if (process.env['MODEL_TRACE']) console.log([`${name}: ${broken}, after ${states} states`, ...trace].join('\n  '));
    expect(broken).toBe(breaks);
    expect(trace).not.toEqual([]);
  },
  300_000,
);
