import type { Rotation } from '../db/rotate-key.js';

/** What was done, and what to do next. */
export function rotationReport(rotation: Rotation, isInEnvironment: boolean, makeKey: () => string): string {
  const { anew, sealed, left } = rotation;
  const done = `Sealed anew: ${anew}. Sealed by the key that seals now: ${sealed}.`;
  if (left > 0) {
    return `${done} Still sealed by an older key: ${left}. A process goes on sealing with it: restart every one, then run this again.`;
  }
  return `${done} ${isInEnvironment ? nextInEnvironment(rotation, makeKey) : nextOfOwn(rotation)}`;
}

function nextOfOwn({ older }: Rotation): string {
  const [until] = older;
  if (!until) return 'No older key is left.';
  return `The older key stays in encryption.key for links that it has signed: run this again after ${until.toISOString()}, and it is taken away. Back up encryption.key now.`;
}

function nextInEnvironment({ anew, older }: Rotation, makeKey: () => string): string {
  if (older.length === 0) {
    return [
      'ENCRYPTION_KEY holds one key. To change it, each step with a restart of every process:',
      `1. Add a new one behind it, after a comma, such as ${makeKey()}`,
      '2. Put the new one first.',
      '3. Run this again. Take the older one out a day later.',
    ].join('\n');
  }
  if (anew > 0) {
    return 'The other keys in ENCRYPTION_KEY may be taken out a day from now, when the links that they signed have expired; run this once more before.';
  }
  return 'The other keys in ENCRYPTION_KEY have sealed nothing: an older one may be taken out a day after it was last in first place; one that is new is put first, then every process restarted, then this is run again.';
}
