import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../support/postgres.js';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it('gives every test a database of its own, which is gone when dropped', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await query(one.url, 'CREATE TABLE only_here (id int)');
  await expect(query(two.url, 'SELECT * FROM only_here')).rejects.toThrow('does not exist');
  await Promise.all([one.drop(), two.drop()]);
  await expect(query(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
});

it('drops a database although a connection to it was left open', async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  const errors: Error[] = [];
  client.on('error', (error) => errors.push(error));
  const ended = new Promise((resolve) => client.once('end', resolve));
  await client.connect();
  await database.drop();
  await ended;
  expect(errors).not.toEqual([]);
});
