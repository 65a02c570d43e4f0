import type { Http } from './http.js';
import { type InstagramConfig, instagramPlatform } from './instagram/platform.js';
import { PlatformRegistry } from './registry.js';
import { telegramPlatform } from './telegram/platform.js';

export interface PlatformsConfig {
  readonly telegram: { readonly apiRoot: string; readonly token: string };
  /** Left out where an installation does without. */
  readonly instagram?: Omit<InstagramConfig, 'http'>;
  readonly http: Http;
}

/** Every platform of this build. One line for each folder beside this file. */
export function createPlatforms({ telegram, instagram, http }: PlatformsConfig): PlatformRegistry {
  return new PlatformRegistry([
    telegramPlatform({ ...telegram, http }),
    ...(instagram ? [instagramPlatform({ ...instagram, http })] : []),
  ]);
}
