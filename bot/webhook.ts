import { createHmac } from 'node:crypto';
import type { Api } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import type { Clock } from '../src/ports.js';
import { ALLOWED_UPDATES } from './allowed-updates.js';
import { apiSignal } from './api-terms.js';
import type { Hearing } from './listening.js';

const LOOK_EVERY_MS = 30_000;
/** An older error is over, or Telegram would have tried again. */
const FRESH_MS = 15 * 60_000;
/** How many updates Telegram sends at once. */
const CONNECTIONS = 40;

export interface WebhookPlace {
  readonly url: () => string;
  /** What Telegram sends along; asked each time, because keys change. */
  readonly secret: () => string;
  /** What was set last, by whichever process: Telegram tells the address, but not the secret. */
  readonly lastSet: () => Promise<string | null>;
  readonly noteSet: (mark: string) => Promise<void>;
}

interface Parts {
  readonly api: Api;
  readonly place: WebhookPlace;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly greet: (signal: AbortSignal) => Promise<void>;
}

/** Sees to it that Telegram calls this desk, and looks again and again whether it gets through. */
export function createWebhook({ api, place, clock, greet }: Parts): Hearing {
  async function set(signal: AbortSignal): Promise<WebhookInfo> {
    const [url, secret] = [place.url(), place.secret()];
    const mark = createHmac('sha256', secret).update(url).digest('hex');
    const found = await api.getWebhookInfo(apiSignal(signal));
    if (isAsWanted(found, url) && (await place.lastSet()) === mark) return found;
    const how = { secret_token: secret, max_connections: CONNECTIONS, allowed_updates: ALLOWED_UPDATES };
    await api.setWebhook(url, how, apiSignal(signal));
    await place.noteSet(mark);
    return { ...found, url, pending_update_count: 0 };
  }

  let found: WebhookInfo | null = null;
  return {
    async begin(signal) {
      found = await set(signal);
      await greet(signal);
    },
    async hear(signal) {
      if (!found) await clock.sleep(LOOK_EVERY_MS, signal);
      const info = found ?? (await set(signal));
      found = null;
      return troubleOf(info, clock.now());
    },
  };
}

function isAsWanted(
  { url, max_connections: connections, allowed_updates: allowed }: WebhookInfo,
  wanted: string,
): boolean {
  const asked = JSON.stringify([...(allowed ?? [])].toSorted()) === JSON.stringify([...ALLOWED_UPDATES].toSorted());
  return url === wanted && connections === CONNECTIONS && asked;
}

function troubleOf(info: WebhookInfo, now: Date): string | null {
  const { url = '', pending_update_count: waiting, last_error_date: at, last_error_message: reason } = info;
  if (waiting === 0 || at === undefined || now.getTime() - at * 1000 > FRESH_MS) return null;
  return `Telegram does not get through to ${url}: ${reason ?? 'it does not say why'}. Check that SITE_URL reaches this desk from outside, by https.`;
}
