import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestDatabase } from './postgres.js';

/** A database with nothing in it, not even a mark; Agenda's beside it goes with it. */
export async function createEmptyDatabase(adminUrl = inject('postgres').adminUrl): Promise<TestDatabase> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await query(adminUrl, `create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      for (const made of [name, `${name}_agenda`])
        await query(adminUrl, `drop database if exists ${made} with (force)`);
    },
  };
}

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the tests kill servers; a query under way still rejects
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
