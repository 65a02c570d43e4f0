import { access, constants } from 'node:fs/promises';
import { isIP } from 'node:net';
import { StartError } from '../start-error.js';

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];
const SSL_FILES = ['sslrootcert', 'sslcert', 'sslkey'];

/**
 * The address as `pg` is to be given it. Left to itself, that driver takes every `sslmode` but `disable` for `verify-full`; here they mean
 * what they mean to all other programs of PostgreSQL. `name` says where the address comes from. Rejects with `StartError`.
 */
export async function driverAddress(url: string, name = 'DATABASE_URL'): Promise<string> {
  const address = new URL(url);
  const { searchParams: given } = address;
  const mode = given.get('sslmode');
  // The roots that Node.js brings, which is what the driver takes where it is given none.
  if (given.get('sslrootcert') === 'system' && mode === 'verify-full') given.delete('sslrootcert');
  const wrong = complaint(mode, address) ?? (await unreadable(given));
  if (wrong !== null) throw new StartError(`${name} has a mistake: ${wrong}.`);
  if (mode !== null) given.set('uselibpqcompat', 'true');
  return address.href;
}

function complaint(mode: string | null, { hostname, searchParams: given }: URL): string | null {
  if (mode !== null && !SSL_MODES.includes(mode)) return `sslmode is ${SSL_MODES.join(', ')}, and not ${mode}`;
  if (given.has('sslcert') !== given.has('sslkey')) return 'sslcert and sslkey go together';
  if (mode === null && SSL_FILES.some((file) => given.has(file))) return 'it names certificates and no sslmode';
  if (mode === 'verify-ca' && !given.has('sslrootcert')) {
    return 'sslmode=verify-ca needs sslrootcert, the file with the certificate of the authority';
  }
  // The driver would look for the name "localhost" in the certificate.
  if (mode === 'verify-full' && isIP(hostname.replace(/^\[|\]$/g, '')) > 0) {
    return 'sslmode=verify-full needs the host by its name, and not by its number';
  }
  if (given.get('sslrootcert') === 'system') return 'sslrootcert=system needs sslmode=verify-full';
  return null;
}

async function unreadable(given: URLSearchParams): Promise<string | null> {
  for (const file of SSL_FILES) {
    const path = given.get(file);
    if (path === null) continue;
    try {
      await access(path, constants.R_OK);
    } catch {
      return `${file} names ${path}, which cannot be read: check its path and permissions`;
    }
  }
  return null;
}
