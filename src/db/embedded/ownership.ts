import { chown, lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What root makes in somebody's directory must not shut that person out later. */
export async function ownLikeDirectory(path: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, (await stat(dirname(path))).uid, -1);
}

/** Gives a file tree to a user; nothing happens when it is theirs, is not there, or `owner` is null. */
export async function giveTree(owner: number | null, top: string): Promise<void> {
  if (owner === null) return;
  const present = await lstat(top).catch(() => null);
  if (present === null || present.uid === owner) return;
  for (const entry of await readdir(top, { withFileTypes: true })) {
    const path = join(top, entry.name);
    if (entry.isDirectory()) await giveTree(owner, path);
    else if (entry.isFile()) await chown(path, owner, -1);
  }
  // Last, so that a walk that was interrupted is repeated.
  await chown(top, owner, -1);
}
