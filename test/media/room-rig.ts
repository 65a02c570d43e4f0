import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { MediaRef } from '../../src/domain/content.js';
import { openDiskStore } from '../../src/media/disk-store.js';
import { openMediaRoom } from '../../src/media/room.js';
import type { GivenFile, MediaRoom, MediaStore } from '../../src/ports.js';

export interface RoomRig extends AsyncDisposable {
  readonly root: string;
  readonly store: MediaStore;
  readonly room: MediaRoom;
  take(bytes: Buffer, given?: Omit<GivenFile, 'source'>): Promise<MediaRef>;
  kept(ref: { hash: string }): Promise<Buffer>;
  /** Names of all files, also of what is being made. */
  files(): Promise<string[]>;
}

export async function openRoomRig(): Promise<RoomRig> {
  const root = await mkdtemp(join(tmpdir(), 'copydesk-room-'));
  const store = await openDiskStore(root);
  const room = openMediaRoom(store);
  return {
    root,
    store,
    room,
    take: (bytes, given = {}) => room.take({ source: Readable.from(pieces(bytes)), ...given }, 60 * 1024 * 1024),
    kept: ({ hash }) => buffer(room.open(hash)),
    async files() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
}
