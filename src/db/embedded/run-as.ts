import { chown, readFile, stat } from 'node:fs/promises';
import { StartError } from '../../start-error.js';
import type { Binaries } from './binaries.js';
import { run, type RunOptions } from './processes.js';

/** PostgreSQL refuses to run as root; this is the way found to run it here as somebody else. */
export interface RunAs {
  readonly way: string;
  /** Whom the files must belong to; null when we are not root and there is no choice. */
  readonly owner: number | null;
  command(program: string, args: readonly string[]): { command: string; args: string[]; options: RunOptions };
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const AS_WE_ARE: RunAs = {
  way: 'as this user',
  owner: null,
  command: (program, args) => ({ command: program, args: [...args], options: {} }),
};

/** Chooses, as root, the first way in which the programs run and `dir` can be written; it gives `dir` to that user. */
export async function chooseRunAs(binaries: Binaries, dir: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return AS_WE_ARE;
  const { uid: before, gid } = await stat(dir);
  const nobody = await findNobody();
  // The files' present owner comes first: what an ordinary user made stays usable for that user.
  const present = before === 0 ? [] : waysOf({ uid: before, gid });
  const ways = [...present, ...userNamespace(nobody.uid), ...(before === nobody.uid ? [] : waysOf(nobody))];
  for (const way of ways) {
    if (way.owner !== null) await chown(dir, way.owner, -1);
    if (await works(way, binaries, dir)) return way;
  }
  await chown(dir, before, -1);
  throw new StartError(
    `PostgreSQL does not run as root, and no other user can both run it and use ${dir}: start as an ordinary user, ` +
      'or set DATA_DIR to a directory that other users can enter, such as one below /var/lib.',
  );
}

function waysOf({ uid, gid }: User): RunAs[] {
  // With a capability to pass directories, the server can work below a directory that only root may enter.
  const capable = ['dac_read_search', 'dac_override'].map((capability) => ({
    way: `as user ${uid} with ${capability}`,
    owner: uid,
    command: (program: string, args: readonly string[]) => ({
      command: 'setpriv',
      args: [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        `--inh-caps=-all,+${capability}`,
        `--ambient-caps=-all,+${capability}`,
        program,
        ...args,
      ],
      options: {},
    }),
  }));
  const plain: RunAs = {
    way: `as user ${uid}`,
    owner: uid,
    command: (program, args) => ({ command: program, args: [...args], options: { uid, gid } }),
  };
  return [plain, ...capable];
}

// Inside the namespace root is called otherwise, outside the files stay root's: nothing is given away.
function userNamespace(uid: number): RunAs[] {
  const command = (program: string, args: readonly string[]): ReturnType<RunAs['command']> => ({
    command: 'unshare',
    args: ['-U', `--map-user=${uid}`, program, ...args],
    options: {},
  });
  return [{ way: 'in a user namespace', owner: 0, command }];
}

async function works(way: RunAs, binaries: Binaries, dir: string): Promise<boolean> {
  // `initdb` wants a user that has a name.
  const script = 'id -un && "$1" --version && "$2" --version && test -w "$3" && test -x "$3"';
  const { command, args, options } = way.command('/bin/sh', [
    '-c',
    script,
    'sh',
    binaries.postgres,
    binaries.initdb,
    dir,
  ]);
  try {
    return (await run(command, args, { ...options, env: binaries.env, cwd: '/' })).code === 0;
  } catch {
    return false; // no such program here, or not allowed: the next way
  }
}

async function findNobody(): Promise<User> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const users = passwd.split('\n').map((line) => line.split(':'));
  const nobody = users.find(([name]) => name === 'nobody') ?? users.find(([, , uid]) => Number(uid) > 0);
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) };
}
