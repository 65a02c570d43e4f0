import { createEmptyDatabase } from '../support/empty-database.js';
import { beforeCleanUp } from './program.js';

/** Has the form of one; nobody takes it but a simulator. */
export const TOKEN = '700000001:a-token-for-nobody-but-a-simulator';

export async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createEmptyDatabase();
  beforeCleanUp(drop);
  return url;
}
