import { Refusal, type RefusalCode } from '../domain/refusal.js';
import { messageOf, REFUSAL_FIXES } from './refusal-texts.js';
import type { UserError } from './types/approve-post.js';

/** Runs a change; what it refuses is an answer, not a failure. `fields` says which input a refusal is about. */
export async function asUserErrors(
  fields: Partial<Record<RefusalCode, readonly string[]>>,
  change: () => Promise<void>,
): Promise<UserError[]> {
  try {
    await change();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error;
    return [{ code, field: fields[code] ?? null, message: messageOf(error), fix: REFUSAL_FIXES[code] }];
  }
}
