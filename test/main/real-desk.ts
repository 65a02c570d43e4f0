import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { beforeCleanUp } from './program.js';

/** Has the form of one; nobody takes it but a simulator. */
export const TOKEN = '700000001:a-token-for-nobody-but-a-simulator';

/** A database with nothing in it, not even a mark. */
export async function emptyDatabase(): Promise<string> {
  const { adminUrl } = inject('postgres');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await query(adminUrl, `create database ${name}`);
  beforeCleanUp(async () => {
    for (const made of [name, `${name}_agenda`]) await query(adminUrl, `drop database if exists ${made} with (force)`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
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
