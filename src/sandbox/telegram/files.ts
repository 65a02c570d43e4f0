import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measureImage } from './image-size.js';
import type { FileRecord, MediaKind } from './records.js';
import { badRequest } from './refusal.js';
import type { Store } from './store.js';

/** Telegram's thumbnails, by longest side; they hold the original's bytes, because nothing here can scale a picture. */
const SIZES = [90, 320, 800, 1280];
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const FOLDERS: Record<MediaKind, string> = {
  photo: 'photos',
  video: 'videos',
  animation: 'animations',
  document: 'documents',
  audio: 'music',
};
const PREFIXES: Record<MediaKind, string> = {
  photo: 'AgACAgIAAx',
  video: 'BAACAgIAAx',
  animation: 'CgACAgIAAx',
  document: 'BQACAgIAAx',
  audio: 'CQACAgIAAx',
};

export interface FileFacts {
  name: string | null;
  mime: string;
  width?: number | undefined;
  height?: number | undefined;
  duration?: number | undefined;
}

/** Contents by hash (on disk where the world has a directory) and what Telegram says about them by file id. */
export class Files {
  private readonly contents = new Map<string, Buffer>();

  private readonly store: Store;
  private readonly dir: string | null;

  constructor(store: Store, dir: string | null) {
    this.store = store;
    this.dir = dir;
    if (dir !== null) mkdirSync(join(dir, 'files'), { recursive: true });
  }

  find(fileId: string): FileRecord | undefined {
    return this.store.get('files', fileId);
  }

  read(sha256: string): Buffer | null {
    if (this.dir === null) return this.contents.get(sha256) ?? null;
    const path = this.pathOf(sha256);
    return existsSync(path) ? readFileSync(path) : null;
  }

  /** Where the bytes are, in a world that has a directory. */
  pathOf(sha256: string): string {
    return resolve(this.dir ?? '', 'files', sha256);
  }

  byPath(path: string): FileRecord | undefined {
    for (const file of this.store.all('files')) if (file.path === path) return file;
    return undefined;
  }

  /** Keeps a file; of a photo all its sizes, smallest first. Throws Telegram's refusals. */
  save(kind: MediaKind, data: Buffer, facts: FileFacts): FileRecord[] {
    if (data.length === 0) throw badRequest('file must be non-empty');
    const image = measureImage(data);
    const sizes = kind === 'photo' ? photoSizes(data, image) : [{ width: facts.width ?? 0, height: facts.height ?? 0 }];
    // Bots upload pictures as bytes of no type.
    const untyped = kind === 'photo' || facts.mime === 'application/octet-stream';
    const mime = image && untyped ? `image/${image.format}` : facts.mime;
    const sha256 = createHash('sha256').update(data).digest('hex');
    this.keep(sha256, data);
    return this.store.transact(() => {
      const first = this.store.state.lastFile + 1;
      this.store.setState({ lastFile: this.store.state.lastFile + sizes.length });
      const ids = sizes.map((_, index) => fileId(kind, sha256, first + index));
      return sizes.map((size, index) => {
        const record: FileRecord = {
          fileId: fileId(kind, sha256, first + index),
          uniqueId: digest(`${sha256}/${size.width}`).slice(0, 15),
          kind,
          path: `${FOLDERS[kind]}/file_${first + index}${extension(kind, facts, image?.format)}`,
          sha256,
          size: data.length,
          name: facts.name,
          mime,
          ...size,
          duration: facts.duration ?? 0,
          sizes: ids,
        };
        this.store.put('files', record.fileId, record);
        return record;
      });
    });
  }

  private keep(sha256: string, data: Buffer): void {
    if (this.dir === null) {
      this.contents.set(sha256, data);
      return;
    }
    const path = this.pathOf(sha256);
    if (existsSync(path)) return;
    writeFileSync(`${path}.new`, data);
    renameSync(`${path}.new`, path);
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');
const fileId = (kind: MediaKind, sha256: string, n: number): string =>
  `${PREFIXES[kind]}${digest(`${sha256}/${n}`)}${digest(String(n)).slice(0, 20)}`;

function extension(kind: MediaKind, facts: FileFacts, format: string | undefined): string {
  const own = /\.[a-z0-9]{1,8}$/i.exec(facts.name ?? '')?.[0].toLowerCase();
  if (kind === 'photo') return format === 'png' ? '.png' : '.jpg';
  return own ?? '';
}

function photoSizes(
  data: Buffer,
  image: { width: number; height: number } | null,
): { width: number; height: number }[] {
  if (data.length > MAX_PHOTO_BYTES) {
    throw badRequest(
      `file of size ${data.length} bytes is too big for a photo; the maximum size is ${MAX_PHOTO_BYTES} bytes`,
    );
  }
  if (!image) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = image;
  const longest = Math.max(width, height);
  if (width + height > 10_000 || longest > 20 * Math.min(width, height)) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const smaller = SIZES.filter((size) => size < longest).map((size) => ({
    width: Math.max(1, Math.round((width * size) / longest)),
    height: Math.max(1, Math.round((height * size) / longest)),
  }));
  return [...smaller, { width, height }];
}
