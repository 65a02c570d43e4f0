import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { CongoServer } from '@push.rocks/smartmongo/dist_ts/congodb/server/CongoServer.js';
import { MongoClient } from 'mongodb';
import { findFreePort } from '../../src/db/embedded/port.js';

export interface MongoAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

export interface MongoServer {
  /** Says in the summary of the run what was tested against. */
  readonly description: string;
  readonly host: string;
  readonly port: number;
  /** As a client has to write it, with credentials and options. */
  url(address: MongoAddress): string;
  readonly restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** What there is: the server of `MONGODB_URL`, a `mongod` of this machine, else the stand-in. */
export async function startMongo(): Promise<MongoServer> {
  const { MONGODB_URL } = process.env;
  if (MONGODB_URL) return foreignServer(MONGODB_URL);
  const binary = await findMongod();
  return binary === null ? startStandIn() : startMongod(binary);
}

function foreignServer(address: string): MongoServer {
  // Fails for a list of hosts, which a proxy cannot stand in front of.
  const url = new URL(address);
  if (url.protocol !== 'mongodb:')
    throw new Error('for the tests MONGODB_URL must name one server: mongodb://host:port');
  url.searchParams.set('directConnection', 'true');
  return {
    description: `the server of MONGODB_URL (${url.hostname})`,
    host: url.hostname,
    port: url.port === '' ? 27_017 : Number(url.port),
    url: ({ host, port, database }) => {
      const changed = new URL(url);
      changed.hostname = host;
      changed.port = String(port);
      changed.pathname = `/${database}`;
      // The path named the database of the credentials.
      if (url.username !== '' && !url.searchParams.has('authSource')) {
        changed.searchParams.set('authSource', url.pathname.slice(1) || 'admin');
      }
      return changed.href;
    },
    restart: null,
    close: () => Promise.resolve(),
  };
}

async function findMongod(): Promise<string | null> {
  const { MONGOMS_SYSTEM_BINARY, PATH = '' } = process.env;
  if (MONGOMS_SYSTEM_BINARY) return MONGOMS_SYSTEM_BINARY;
  for (const folder of PATH.split(delimiter)) {
    const file = join(folder, process.platform === 'win32' ? 'mongod.exe' : 'mongod');
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}

async function startMongod(binary: string): Promise<MongoServer> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-mongod-'));
  const port = await findFreePort();
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(binary, ['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1'], {
      stdio: 'ignore',
    });
    await once(child, 'spawn');
    const client = new MongoClient(mongodUrl({ host: '127.0.0.1', port, database: 'admin' }), {
      serverSelectionTimeoutMS: 30_000,
    });
    await client.connect();
    await client.close();
    return child;
  };
  let child = await start();
  return {
    description: `mongod (${binary})`,
    host: '127.0.0.1',
    port,
    url: mongodUrl,
    restart: async () => {
      await end(child);
      child = await start();
    },
    close: async () => {
      await end(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function mongodUrl({ host, port, database }: MongoAddress): string {
  return `mongodb://${host}:${port}/${database}?directConnection=true`;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Speaks MongoDB's protocol from JavaScript, for tests only. Its rows outlive a restart, because they are ours in memory. */
async function startStandIn(): Promise<MongoServer> {
  const port = await findFreePort();
  const server = new CongoServer({ port });
  await server.start();
  return {
    description: 'stand-in (CongoServer): no MONGODB_URL, no mongod on PATH',
    host: '127.0.0.1',
    port,
    url: ({ host, port: at, database }) => `mongodb://${host}:${at}/${database}?serverMonitoringMode=poll`,
    restart: async () => {
      await server.stop();
      await server.start();
    },
    close: () => server.stop(),
  };
}

/** Which of them a run without a server of its own gets, for its summary. */
export async function mongoOfThisRun(): Promise<string> {
  if (process.env.MONGODB_URL) return 'the server of MONGODB_URL';
  const binary = await findMongod();
  return binary ?? 'a stand-in in JavaScript (CongoServer), for there is no mongod on this machine';
}
