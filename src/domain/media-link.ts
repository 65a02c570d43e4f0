import { createHmac, timingSafeEqual } from 'node:crypto';

/** The kinds of files that have an ending of their own in an address; any other is `bin`. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
};

/** By ending; what has none is a document, whose kind is nobody's business. */
export const KIND_OF_ENDING: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ENDINGS).map(([mime, ending]) => [ending, mime] as const),
  ['bin', 'application/octet-stream'],
]);

/** Path and query under which a stored file is served until then, and no longer. */
export function mediaPath(key: Buffer, what: { hash: string; mime: string; until: Date }): string {
  const file = `${what.hash}.${ENDINGS[what.mime] ?? 'bin'}`;
  const expires = String(Math.ceil(what.until.getTime() / 1000));
  return `/media/${file}?expires=${expires}&signature=${sign(key, file, expires).toString('base64url')}`;
}

/** `old` only where it was ours. What any of the keys has signed is. */
export function checkMediaLink(
  keys: readonly Buffer[],
  { file, expires, signature }: { file: string; expires: string; signature: string },
  now: Date,
): 'good' | 'forged' | 'old' {
  const given = Buffer.from(signature, 'base64url');
  const isOurs = keys.some((key) => {
    const right = sign(key, file, expires);
    return given.length === right.length && timingSafeEqual(given, right);
  });
  if (!isOurs) return 'forged';
  return Number(expires) * 1000 < now.getTime() ? 'old' : 'good';
}

function sign(key: Buffer, file: string, expires: string): Buffer {
  return createHmac('sha256', key).update(`${file}\n${expires}`).digest();
}
