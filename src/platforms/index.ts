import type { Http } from './http.js';
import { PlatformRegistry } from './registry.js';
import { telegramPlatform } from './telegram/platform.js';

export interface PlatformsConfig {
  readonly telegram: { readonly apiRoot: string; readonly token: string };
  readonly http: Http;
}

/** Every platform of this build. One line for each folder beside this file. */
export function createPlatforms({ telegram, http }: PlatformsConfig): PlatformRegistry {
  return new PlatformRegistry([telegramPlatform({ ...telegram, http })]);
}
