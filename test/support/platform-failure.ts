import { inspect } from 'node:util';
import { expect } from 'vitest';
import { PlatformError } from '../../src/domain/failure.js';

/** The failure of what must fail, and with nothing but a `PlatformError`. */
export async function failureOf(work: Promise<unknown>): Promise<PlatformError> {
  const thrown = await work.then(
    (value) => expect.fail(`it did not fail: ${inspect(value)}`),
    (error: unknown) => error,
  );
  if (!(thrown instanceof PlatformError)) throw new Error('it failed with something else', { cause: thrown });
  return thrown;
}

/** All that a logger, a debugger or a careless template could get out of it. */
export function everythingIn(error: PlatformError): string {
  const shown = inspect(error, { depth: 20, showHidden: true, getters: true });
  return [shown, error.stack, String(error), JSON.stringify(error), JSON.stringify(error.toFailure())].join('\n');
}
