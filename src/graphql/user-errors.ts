import { Refusal, type RefusalCode, type RefusalFacts } from '../domain/refusal.js';
import { messageOf, REFUSAL_FIXES } from './refusal-texts.js';
import type { UserError } from './types/approve-post.js';

/** Which input a refusal is about: its path, or how to tell it from the facts. */
export type InputFields = Partial<
  Record<RefusalCode, readonly string[] | ((facts: RefusalFacts) => readonly string[])>
>;

/** Runs a change; what it refuses is an answer, not a failure. */
export async function asUserErrors(fields: InputFields, change: () => Promise<unknown>): Promise<UserError[]> {
  try {
    await change();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, facts } = error;
    const known = fields[code];
    const field = (typeof known === 'function' ? known(facts) : known) ?? null;
    return [{ code, field, message: messageOf(error), fix: REFUSAL_FIXES[code] }];
  }
}
