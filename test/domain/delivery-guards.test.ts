import { expect, test } from 'vitest';
import { houseOf } from './model/house.js';
import { MUTATIONS } from './model/mutations.js';
import { search } from './model/search.js';
import { settings } from './model/settings.js';

test.each(MUTATIONS)(
  'it breaks a promise when $name',
  ({ where, rules, guards, breaks, name }) => {
    const t = performance.now();
    const { broken, trace, states } = search(houseOf(settings(false)[where], rules, guards));
    console.log(
      `${name}: ${broken} ${states} states, ${Math.round(performance.now() - t)} ms\n  ${trace.join('\n  ')}`,
    );
    expect(broken).toBe(breaks);
  },
  300_000,
);
