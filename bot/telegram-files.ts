import { Readable } from 'node:stream';
import type { Api } from 'grammy';
import { PlatformError } from '../src/domain/failure.js';
import { Refusal } from '../src/domain/refusal.js';
import { isBadRequest } from './api-errors.js';

/** Downloads what people sent. */
export interface TelegramFiles {
  open(fileId: string): Promise<Readable>;
}

const DOWNLOAD_MS = 60_000;

/** The address of a file holds the token: it goes into no error and no log. */
export function telegramFiles(api: Api, { apiRoot, token }: { apiRoot: string; token: string }): TelegramFiles {
  return {
    async open(fileId) {
      const path = await pathOf(api, fileId);
      const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
        signal: AbortSignal.timeout(DOWNLOAD_MS),
      }).catch(() => null);
      if (!response?.ok || !response.body) throw new PlatformError('network', 'Telegram did not hand over a file');
      return Readable.from(response.body);
    },
  };
}

/** Telegram refuses to name the path of what is too large for bots. */
async function pathOf(api: Api, fileId: string): Promise<string> {
  try {
    const { file_path: path } = await api.getFile(fileId);
    if (path) return path;
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
  throw new Refusal('media_too_large');
}
