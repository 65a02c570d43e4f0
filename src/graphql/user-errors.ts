import { Refusal, type RefusalCode, type RefusalFacts } from '../domain/refusal.js';
import type { ApiContext } from './context.js';
import { fixOf, messageOf } from './refusal-texts.js';
import type { UserError } from './types/approve-post.js';

/** Which input a refusal is about: its path, or how to tell it from the facts. */
export type InputFields = Partial<
  Record<RefusalCode, readonly string[] | ((facts: RefusalFacts) => readonly string[])>
>;

/** Of every input that has a key. */
const KEY_FIELDS: InputFields = {
  idempotency_key_reused: ['input', 'idempotencyKey'],
  request_running: ['input', 'idempotencyKey'],
};

/** Runs a change; what it refuses is an answer, not a failure. What was read before it is forgotten. */
export async function asUserErrors(
  { load }: Pick<ApiContext, 'load'>,
  fields: InputFields,
  change: () => Promise<unknown>,
): Promise<UserError[]> {
  try {
    await change();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, facts } = error;
    const known = fields[code] ?? KEY_FIELDS[code];
    const field = (typeof known === 'function' ? known(facts) : known) ?? null;
    return [{ code, field, message: messageOf(error), fix: fixOf(error) }];
  } finally {
    load.forget();
  }
}
