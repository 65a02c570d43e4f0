import { link, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { StartError } from '../../start-error.js';
import { ownLikeDirectory } from './ownership.js';
import { startTimeOf } from './processes.js';

export interface DirectoryLock {
  release(): Promise<void>;
}

const ownerFile = z.object({
  pid: z.number().int().positive(),
  /** When that process began: a process number is used again, together with its start it is not. */
  startedAt: z.string(),
  /** The machine since its boot, and the container: only within it does the process number mean anything. */
  host: z.string(),
});
type Owner = z.infer<typeof ownerFile>;

const HEARTBEAT_MS = 2_000;
const SILENCE_MS = 3 * HEARTBEAT_MS;
let drafts = 0;

/**
 * Takes the directory for this process, or says which process has it.
 *
 * Each owner has a file of its own, `lock.1`, `lock.2` and so on, made by `link`, which only one process can win.
 * The highest number holds the lock while its process lives; whoever finds it dead or released makes the next number.
 * A file is removed only when a higher one exists, so a slow contender always sees that it came too late.
 */
export async function lockDirectory(dir: string): Promise<DirectoryLock> {
  const me: Owner = { pid: process.pid, startedAt: (await startTimeOf(process.pid)) ?? '', host: await findHost() };
  drafts += 1;
  const draft = join(dir, `lock-draft.${me.pid}.${drafts}`);
  try {
    await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
    await ownLikeDirectory(draft);
    for (;;) {
      const last = (await numbersIn(dir)).at(-1) ?? 0;
      if (last > 0) await refuseWhileOwned(dir, last, me.host, draft);
      if (await claim(dir, last + 1, draft)) return holdLock(join(dir, `lock.${last + 1}`), me);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function claim(dir: string, number: number, draft: string): Promise<boolean> {
  const mine = join(dir, `lock.${number}`);
  try {
    await link(draft, mine);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  const numbers = await numbersIn(dir);
  const won = numbers.at(-1) === number;
  for (const older of won ? numbers.slice(0, -1) : [number]) await rm(join(dir, `lock.${older}`), { force: true });
  return won;
}

function holdLock(mine: string, me: Owner): DirectoryLock {
  // The beat is the file's time of change; it is for containers that share the directory and cannot see our process.
  const beat = (): Promise<void> => writeFile(mine, JSON.stringify(me), { flag: 'r+' }).catch(() => undefined);
  let beating = Promise.resolve();
  const heart = setInterval(() => (beating = beat()), HEARTBEAT_MS);
  heart.unref();
  return {
    release: async () => {
      clearInterval(heart);
      await beating;
      try {
        await writeFile(`${mine}.released`, 'null', { mode: 0o600 });
        await ownLikeDirectory(`${mine}.released`);
        await rename(`${mine}.released`, mine);
      } catch {
        // A full disk, or the directory is gone: the lock ends with this process all the same.
      }
    },
  };
}

async function refuseWhileOwned(dir: string, number: number, host: string, draft: string): Promise<void> {
  const path = join(dir, `lock.${number}`);
  const owner = await readOwner(path);
  if (owner === null) return;
  const alive = owner.host === host ? (await startTimeOf(owner.pid)) === owner.startedAt : await beats(path, draft);
  if (!alive) return;
  const where = owner.host === host ? '' : ' of another container or machine';
  throw new StartError(
    `Process ${owner.pid}${where} is already using ${dir}: stop it first, or set DATA_DIR to another directory for this one.`,
  );
}

async function readOwner(path: string): Promise<Owner | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    // Replaced meanwhile: `claim` sees the higher number.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return ownerFile.parse(JSON.parse(text));
  } catch {
    return null; // released, or emptied by a power cut: nobody's
  }
}

/** Whether an owner that cannot be looked at from here still changes its file; `draft` was made just now. */
async function beats(path: string, draft: string): Promise<boolean> {
  const before = await changedAt(path);
  if ((await changedAt(draft)) - before > 5 * SILENCE_MS) return false;
  const end = performance.now() + SILENCE_MS;
  while (performance.now() < end) {
    await delay(HEARTBEAT_MS / 4);
    if ((await changedAt(path)) !== before) return true;
  }
  return false;
}

async function changedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0;
}

async function findHost(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(hostname);
  return `${boot.trim()} ${await readlink('/proc/self/ns/pid').catch(() => '')}`;
}

async function numbersIn(dir: string): Promise<number[]> {
  const names = await readdir(dir);
  const numbers = names.flatMap((name) => (/^lock\.\d+$/.test(name) ? [Number(name.slice('lock.'.length))] : []));
  return numbers.toSorted((a, b) => a - b);
}
