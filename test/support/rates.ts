import type { SendRates } from '../../src/domain/pace.js';

const WIDE = [{ limit: 40, windowMs: 1 }];

/** More than anybody says: the question whether it may leave is asked all the same. That the bot keeps to Telegram's own has tests of its own. */
export const NO_LIMITS: SendRates = { overall: WIDE, group: WIDE, person: WIDE, personEdits: WIDE };
