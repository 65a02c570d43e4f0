import { claims } from './claims.js';
import { openBenchDatabase } from './database.js';
import type { Figure, Note } from './figure.js';
import { pages } from './pages.js';

/** What is to stay fast as the tables grow, on one database that is filled once. */
export async function large(dir: string, note: Note): Promise<Figure[]> {
  await using db = await openBenchDatabase(dir, 'real');
  return [...(await pages(db, dir)), ...(await claims(db, note))];
}
