import { open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import { PlatformError } from '../src/domain/failure.js';
import { Refusal } from '../src/domain/refusal.js';
import { isBadRequest } from './api-errors.js';

export interface FileInTelegram {
  readonly fileId: string;
  /** As Telegram says it; not always said. */
  readonly sizeBytes: number | null;
}

export interface OpenedFile {
  readonly source: Readable;
  /** What may come at most by this way. */
  readonly maxBytes: number;
}

/** Fetches what people sent. */
export interface TelegramFiles {
  open(file: FileInTelegram): Promise<OpenedFile>;
}

const DOWNLOAD_MS = 60_000;
const TRIES = 3;
const PAUSE_MS = 400;
const MEGABYTE = 1024 * 1024;
/** Of what Telegram itself hands to bots. */
const DOWNLOAD_MAX = 20 * MEGABYTE;
/** Of what a local Bot API server has put on the disk. */
const LOCAL_MAX = 2000 * MEGABYTE;
const OFFICIAL = 'https://api.telegram.org';

/** The address of a file, and its path on a local server, hold the token: they go into no error and no log. */
export function telegramFiles(api: Api, { apiRoot, token }: { apiRoot: string; token: string }): TelegramFiles {
  return {
    async open(file) {
      for (let tries = 1; ; tries++) {
        try {
          return await openOnce(file);
        } catch (thrown) {
          // More than once: the message will not come again.
          if (thrown instanceof Refusal || tries === TRIES) throw thrown;
        }
        await sleep(PAUSE_MS * tries);
      }
    },
  };

  async function openOnce(file: FileInTelegram): Promise<OpenedFile> {
    const path = await pathOf(api, file);
    // Only a server of one's own, run with `--local`, names files on the disk.
    if (isAbsolute(path) && apiRoot !== OFFICIAL) return { source: await readLocal(path), maxBytes: LOCAL_MAX };
    const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
      signal: AbortSignal.timeout(DOWNLOAD_MS),
    }).catch(() => null);
    if (!response?.ok || !response.body) throw notHandedOver();
    return { source: Readable.from(response.body), maxBytes: DOWNLOAD_MAX };
  }
}

/** Telegram refuses to name the path of what is too large for bots. */
async function pathOf(api: Api, { fileId, sizeBytes }: FileInTelegram): Promise<string> {
  try {
    const { file_path: path } = await api.getFile(fileId);
    if (path) return path;
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
  if (sizeBytes !== null && sizeBytes <= DOWNLOAD_MAX) throw notHandedOver();
  throw new Refusal('media_too_large');
}

async function readLocal(path: string): Promise<Readable> {
  const file = await open(path).catch(() => null);
  if (file) return file.createReadStream();
  throw new PlatformError(
    'bug',
    'The file that the local Bot API server names cannot be read: give both the same directory',
  );
}

function notHandedOver(): PlatformError {
  return new PlatformError('network', 'Telegram did not hand over a file');
}
