import { PlatformError } from '../domain/failure.js';

/** Of Postgres: connections that end or are not let in. */
const STATES = /^(?:08|57P0[1235]|53300)/;
const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What the driver itself says of a connection that broke has no code. */
const BROKEN =
  /Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout exceeded when trying to connect/;

/** What those are told who can only ask again. */
export const STORE_AWAY = 'The database cannot be reached at this moment: try again in a few seconds.';

/** Whether this was thrown because Postgres cannot be reached: nothing is wrong with what was asked, and it may be asked again. */
export function isStoreAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  // What an adapter says of its network has the same causes; only what it could not name may be ours.
  if (thrown instanceof PlatformError) return thrown.kind === 'bug' && isStoreAway(thrown.cause);
  if ('code' in thrown && typeof thrown.code === 'string') return STATES.test(thrown.code) || NETWORK.has(thrown.code);
  if (thrown instanceof AggregateError) return thrown.errors.some(isStoreAway);
  return BROKEN.test(thrown.message) || isStoreAway(thrown.cause);
}
