import { expect, test } from 'vitest';
import { houseOf } from './model/house.js';
import { search } from './model/search.js';
import { settings } from './model/settings.js';

/** `MODEL_DEPTH=deep` widens the bounds; ten minutes and five gigabytes. */
const DEEP = process.env['MODEL_DEPTH'] === 'deep';

test.each(Object.values(settings(DEEP)))(
  'the promises hold in every world of: $name',
  (setting) => {
    const { states, steps, depth, broken, trace } = search(houseOf(setting));
    const { parts, attempts, ticks, budget } = setting;
    const spent = Object.entries(budget).flatMap(([what, times]) => (times > 0 ? [`${what} ${times}`] : []));
    console.log(
      `${setting.name}: ${states} states, ${steps} steps, ${depth} deep; within parts ${parts}, attempts ${attempts}, ticks ${ticks}, ` +
        spent.join(', '),
    );
    expect({ broken, trace }).toEqual({ broken: null, trace: [] });
  },
  DEEP ? 1_800_000 : 300_000,
);
