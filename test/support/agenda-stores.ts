import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { Client } from 'pg';
import type { StoreAddress } from '../../jobs/store.js';
import { startEmbedded } from '../../src/db/embedded/server.js';
import type { Log } from '../../src/ports.js';
import { type CuttableProxy, startProxy } from './cuttable-proxy.js';
import { startMongo } from './mongo-servers.js';
import { until } from './until.js';

export interface StoredJob {
  readonly name: string;
  readonly locked: boolean;
}

/** A server that Agenda keeps its rows on, with a network in front that can be broken. */
export interface AgendaStore {
  readonly description: string;
  readonly network: CuttableProxy;
  /** Through the network. */
  address(database: string): StoreAddress;
  /** Past the network, as are all the others. */
  rows(database: string): Promise<StoredJob[]>;
  add(database: string, name: string, data: unknown, at: Date): Promise<void>;
  dropDatabase(database: string): Promise<void>;
  dropTable(database: string): Promise<void>;
  /** The one by which Agenda finds what is due. */
  dropIndex(database: string): Promise<void>;
  hasIndex(database: string): Promise<boolean>;
  /** Absent for a server that is not ours. */
  readonly restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

export async function startPostgresStore(): Promise<AgendaStore> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-alarm-'));
  const server = await startEmbedded({ dir, log: silent, durable: false });
  const network = await startProxy(Number(new URL(server.url('postgres')).port));
  const ask = async (database: string, sql: string, values: unknown[] = []): Promise<unknown[]> => {
    const client = new Client({ connectionString: server.url(database) });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    description: 'embedded PostgreSQL',
    network,
    address: (database) => {
      const url = new URL(server.url(database));
      url.port = String(network.port);
      return { kind: 'postgres', url: url.href };
    },
    rows: async (database) => {
      const rows = await ask(database, `SELECT name, locked_at IS NOT NULL AS locked FROM agenda_jobs`);
      return rows.map(readRow);
    },
    add: async (database, name, data, at) => {
      const sql = 'INSERT INTO agenda_jobs (name, data, next_run_at) VALUES ($1, $2, $3)';
      await ask(database, sql, [name, JSON.stringify(data), at]);
    },
    dropDatabase: async (database) => {
      await ask('postgres', `DROP DATABASE "${database}" WITH (FORCE)`);
    },
    dropTable: async (database) => {
      await ask(database, 'DROP TABLE agenda_jobs');
    },
    dropIndex: async (database) => {
      await ask(database, 'DROP INDEX agenda_jobs_find_and_lock_idx');
    },
    hasIndex: async (database) => {
      const [row] = await ask(database, "SELECT 1 FROM pg_class WHERE relname = 'agenda_jobs_find_and_lock_idx'");
      return row !== undefined;
    },
    restart: async () => {
      const { pid } = server;
      if (pid === null) throw new Error('the server is down');
      process.kill(pid, 'SIGINT');
      await until('the server is there again', async () => {
        if (server.pid === pid || server.pid === null) return false;
        return ask('postgres', 'SELECT 1').then(
          () => true,
          () => false,
        );
      });
    },
    close: async () => {
      await network.close();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export async function startMongoStore(): Promise<AgendaStore> {
  const server = await startMongo();
  const network = await startProxy(server.port, server.host);
  const client = new MongoClient(server.url({ host: server.host, port: server.port, database: 'test' }));
  const jobs = (database: string) => client.db(database).collection('agendaJobs');
  return {
    description: server.description,
    network,
    address: (database) => ({ kind: 'mongodb', url: server.url({ host: '127.0.0.1', port: network.port, database }) }),
    rows: async (database) =>
      (await jobs(database).find().toArray()).map(({ name, lockedAt }) =>
        readRow({ name, locked: lockedAt !== null && lockedAt !== undefined }),
      ),
    add: async (database, name, data, at) => {
      await jobs(database).insertOne({ name, data, nextRunAt: at, type: 'normal', priority: 0, lockedAt: null });
    },
    dropDatabase: async (database) => {
      await client.db(database).dropDatabase();
    },
    dropTable: async (database) => {
      await jobs(database).drop();
    },
    dropIndex: async (database) => {
      await jobs(database).dropIndex('findAndLockNextJobIndex');
    },
    hasIndex: (database) => jobs(database).indexExists('findAndLockNextJobIndex'),
    restart: server.restart,
    close: async () => {
      await client.close();
      await network.close();
      await server.close();
    },
  };
}

function readRow(row: unknown): StoredJob {
  if (typeof row !== 'object' || row === null || !('name' in row) || !('locked' in row)) throw new Error('not a job');
  return { name: String(row.name), locked: row.locked === true };
}
