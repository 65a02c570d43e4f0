import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/db/embedded/processes.js';
import { until } from './until.js';

export interface PgBouncer extends AsyncDisposable {
  readonly port: number;
  /** The same database, through the pooler. */
  through(url: string): string;
}

/** PgBouncer in transaction mode in front of a server; or why it cannot be had here. */
export async function startPgBouncer(adminUrl: string): Promise<PgBouncer | string> {
  const found = await run('pgbouncer', ['--version']).catch(() => null);
  if (found?.code !== 0) return 'there is no pgbouncer on PATH';
  const { hostname, port: serverPort, username, password } = new URL(adminUrl);
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-pgbouncer-'));
  await chmod(dir, 0o755);
  const port = await freePort();
  const config = [
    '[databases]',
    `* = host=${hostname} port=${serverPort} user=${username} password=${decodeURIComponent(password)}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 10',
    'max_client_conn = 200',
    // It refuses a database for so long that was not there when it was asked for first.
    'server_login_retry = 1',
    // It refuses to be root.
    ...(process.getuid?.() === 0 ? ['user = nobody'] : []),
  ];
  const file = join(dir, 'pgbouncer.ini');
  await writeFile(file, `${config.join('\n')}\n`);
  const child = spawn('pgbouncer', ['--quiet', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until('PgBouncer listens', async () => child.exitCode !== null || (await listens(port)));
  if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said || (await readFile(file, 'utf8'))}`);
  return {
    port,
    through: (url) => Object.assign(new URL(url), { port: String(port), search: '' }).href,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGQUIT');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}
