import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Vault } from '../ports.js';

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
export const KEY_BYTES = 32;

/** AES-256-GCM with a random nonce: `v1.<key id>.<nonce>.<data and tag>`, base64url. */
export function createVault(key: Buffer): Vault {
  const deriveKey = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES));
  // Tells which key it was without saying anything of it.
  const keyId = deriveKey('key id').toString('base64url').slice(0, 8);
  const sealing = deriveKey('seal');
  return {
    deriveKey,
    seal(text, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, sealing, nonce).setAAD(Buffer.from(purpose));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['v1', keyId, nonce.toString('base64url'), data.toString('base64url')].join('.');
    },
    open(sealed, purpose) {
      const [version, id, nonce = '', data = ''] = sealed.split('.');
      if (version !== 'v1' || id !== keyId) throw new Error('This was sealed by another key');
      const bytes = Buffer.from(data, 'base64url');
      const decipher = createDecipheriv(CIPHER, sealing, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}
