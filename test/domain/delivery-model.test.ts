import { expect, test } from 'vitest';
import { houseOf } from './model/house.js';
import { search } from './model/search.js';
import { settings } from './model/settings.js';

const deep = process.env['MODEL_DEPTH'] === 'deep';

test.each(Object.values(settings(deep)))(
  'the promises hold in every world of: $name',
  (setting) => {
    const t = performance.now();
    const { states, steps, depth, broken, trace } = search(houseOf(setting));
    console.log(
      `${setting.name}: ${states} states, ${steps} steps, depth ${depth}, ${Math.round(performance.now() - t)} ms`,
    );
    expect({ broken, trace }).toEqual({ broken: null, trace: [] });
  },
  1_200_000,
);
