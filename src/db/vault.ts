import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Vault } from '../ports.js';

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
export const KEY_BYTES = 32;

/** The keys as they are now, at least one: the first seals, all open. */
export type KeySource = () => readonly Buffer[];

/** AES-256-GCM with a random nonce: `v1.<key id>.<nonce>.<data and tag>`, base64url. */
export function createVault(given: Buffer | KeySource): Vault {
  const source = typeof given === 'function' ? given : () => [given];
  const prepared = new Map<string, Key>();
  const keys = (): readonly [Key, ...Key[]] => {
    const [first, ...others] = source().map((bytes) => prepare(prepared, bytes));
    if (!first) throw new Error('There is no key to seal with');
    return [first, ...others];
  };
  return {
    keyIds: () => keys().map(({ id }) => id),
    deriveKey: (purpose) => keys()[0].derive(purpose),
    deriveKeys: (purpose) => keys().map((key) => key.derive(purpose)),
    seal(text, purpose) {
      const [{ id, derive }] = keys();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, derive('seal'), nonce).setAAD(Buffer.from(purpose));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['v1', id, nonce.toString('base64url'), data.toString('base64url')].join('.');
    },
    open(sealed, purpose) {
      const [version, id, nonce = '', data = ''] = sealed.split('.');
      const key = version === 'v1' ? keys().find((known) => known.id === id) : undefined;
      if (!key) throw new Error('This was sealed by another key');
      const bytes = Buffer.from(data, 'base64url');
      const opening = createDecipheriv(CIPHER, key.derive('seal'), Buffer.from(nonce, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      opening.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([opening.update(bytes.subarray(0, -TAG_BYTES)), opening.final()]).toString('utf8');
    },
  };
}

interface Key {
  /** Tells which key it was without saying anything of it. */
  readonly id: string;
  derive(purpose: string): Buffer;
}

function prepare(prepared: Map<string, Key>, bytes: Buffer): Key {
  const name = bytes.toString('hex');
  const known = prepared.get(name);
  if (known) return known;
  const derived = new Map<string, Buffer>();
  const derive = (purpose: string): Buffer => {
    const made = derived.get(purpose) ?? Buffer.from(hkdfSync('sha256', bytes, '', purpose, KEY_BYTES));
    derived.set(purpose, made);
    return made;
  };
  const key = { id: derive('key id').toString('base64url').slice(0, 8), derive };
  prepared.set(name, key);
  return key;
}
