import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/db/embedded/processes.js';
import { startEmbedded } from '../../src/db/embedded/server.js';
import { query } from './empty-database.js';
import { quietLog } from './log.js';

export interface TlsServer extends AsyncDisposable {
  /** The server's database `copydesk`, with these parameters; certified as `localhost`. */
  url(parameters: Readonly<Record<string, string>>, host?: string): string;
  /** Of the authority that signed the server's certificate, and of another one. */
  readonly authority: string;
  readonly otherAuthority: string;
  /** A client's certificate and its key. */
  readonly client: { readonly sslcert: string; readonly sslkey: string };
  /** From now on the server's certificate is for this name. */
  certify(host: string): Promise<void>;
  /** From now on only whoever shows a certificate is let in. */
  demandCertificates(): Promise<void>;
}

/** A server that takes connections with TLS and no others; or why it cannot be had here. */
export async function startTlsServer(): Promise<TlsServer | string> {
  if ((await run('openssl', ['version']).catch(() => null))?.code !== 0) return 'there is no openssl on PATH';
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-tls-'));
  await chmod(dir, 0o755);
  const authority = await makeAuthority(dir, 'authority');
  const otherAuthority = await makeAuthority(dir, 'other');
  await makeCertificate(dir, 'client', 'copydesk');
  const home = join(dir, 'postgres');
  const server = await startEmbedded({ dir: home, log: quietLog, durable: false });
  await server.ensureDatabase('copydesk');
  const plain = new URL(server.url('copydesk'));
  const data = join(home, 'cluster/data');
  const { uid, gid } = await stat(data);
  const install = async (name: string) => {
    const path = join(data, name);
    await writeFile(path, await readFile(join(dir, name)), { mode: 0o600 });
    await chown(path, uid, gid);
  };
  const certify = async (host: string) => {
    await makeCertificate(dir, 'server', host);
    await install('server.key');
    await install('server.crt');
  };
  const letIn = (how: string) => writeFile(join(data, 'pg_hba.conf'), `hostssl all all 127.0.0.1/32 ${how}\n`);
  const url: TlsServer['url'] = (parameters, host = 'localhost') =>
    Object.assign(new URL(plain), { hostname: host, search: new URLSearchParams(parameters).toString() }).href;
  await install('authority.crt');
  await certify('localhost');
  const admin = server.url('postgres');
  await query(admin, 'alter system set ssl = on');
  await query(admin, `alter system set ssl_ca_file = 'authority.crt'`);
  await letIn('scram-sha-256');
  await reload(admin);
  return {
    authority,
    otherAuthority,
    client: { sslcert: join(dir, 'client.crt'), sslkey: join(dir, 'client.key') },
    url,
    async certify(host) {
      await certify(host);
      await reload(url({ sslmode: 'no-verify' }));
    },
    async demandCertificates() {
      await letIn('scram-sha-256 clientcert=verify-ca');
      await reload(url({ sslmode: 'no-verify' }));
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function makeAuthority(dir: string, name: string): Promise<string> {
  await openssl(
    dir,
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${name} -keyout ${name}.key -out ${name}.crt`,
  );
  return join(dir, `${name}.crt`);
}

async function makeCertificate(dir: string, name: string, host: string): Promise<void> {
  await openssl(
    dir,
    `req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=${host} -keyout ${name}.key -out ${name}.csr`,
  );
  await writeFile(join(dir, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
  await openssl(
    dir,
    `x509 -req -in ${name}.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 2 -extfile ${name}.ext -out ${name}.crt`,
  );
}

async function openssl(cwd: string, words: string): Promise<void> {
  const { code, stderr } = await run('openssl', words.split(' '), { cwd });
  if (code !== 0) throw new Error(stderr);
}

async function reload(address: string): Promise<void> {
  await query(address, 'select pg_reload_conf()');
}
