import type { Clock, Log } from '../../ports.js';
import { FaultList } from './faults.js';
import { Files } from './files.js';
import type { ContainerRecord, MediumRecord, TokenState } from './records.js';
import { RequestLog } from './request-log.js';
import { Store } from './store.js';

export const DAY_MS = 24 * 60 * 60_000;

export type TokenKind =
  | 'good'
  | 'expired'
  /** Of a Facebook login: this host does not know it. */
  | 'page'
  /** Made without the permission to publish. */
  | 'reading';

export interface SeedAccount {
  /** The id of webhooks and of publishing. */
  readonly userId: string;
  /** The id that belongs to the app only. */
  readonly appScopedId: string;
  readonly username: string;
  readonly name: string;
  readonly accountType: 'BUSINESS' | 'MEDIA_CREATOR' | 'PERSONAL';
  readonly tokens: readonly { readonly token: string; readonly kind: TokenKind }[];
}

export interface InstagramSeed {
  readonly accounts: readonly SeedAccount[];
}

export interface InstagramWorldOptions {
  /** Where the world lives on; null keeps it in memory only. One process at a time. */
  readonly dir: string | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly seed: InstagramSeed;
  readonly log?: Log | undefined;
  /** How long Instagram works on a picture and on a video. */
  readonly processingMs?: { readonly image: number; readonly video: number };
  /** Publications in 24 hours. */
  readonly quotaTotal?: number;
  /** What permalinks begin with. */
  readonly siteRoot?: string;
}

/** Everything a simulated Instagram knows. Change it through the Graph API or the page's side, not by hand. */
export interface InstagramWorld {
  readonly accounts: readonly SeedAccount[];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log | null;
  readonly store: Store;
  readonly files: Files;
  readonly faults: FaultList;
  readonly requests: RequestLog;
  readonly processingMs: { readonly image: number; readonly video: number };
  readonly quotaTotal: number;
  readonly siteRoot: string;
  close(): void;
}

export function createInstagramWorld(options: InstagramWorldOptions): InstagramWorld {
  const store = new Store(options.dir);
  if (store.damaged) {
    const { dir } = options;
    options.log?.warn({ dir }, 'The journal of the simulated Instagram was damaged; its readable beginning is used');
  }
  return {
    accounts: options.seed.accounts,
    clock: options.clock,
    log: options.log ?? null,
    store,
    files: new Files(options.dir),
    faults: new FaultList(),
    requests: new RequestLog(),
    processingMs: options.processingMs ?? { image: 800, video: 4_000 },
    quotaTotal: options.quotaTotal ?? 50,
    siteRoot: options.siteRoot ?? 'https://www.instagram.com',
    close: () => store.close(),
  };
}

export function tokenState(world: InstagramWorld, userId: string): TokenState {
  return world.store.get('accounts', userId)?.tokens ?? 'good';
}

/** All media of an account, newest first. */
export function mediaOf(world: InstagramWorld, userId: string): MediumRecord[] {
  return world.store
    .all('media')
    .filter((one) => one.userId === userId)
    .toReversed();
}

/** A story shows for a day. */
export function isShown(world: InstagramWorld, { form, at }: MediumRecord): boolean {
  return form !== 'STORIES' || world.clock.now().getTime() - at < DAY_MS;
}

/** Of the last 24 hours. */
export function publishedToday(world: InstagramWorld, userId: string): number {
  const since = world.clock.now().getTime() - DAY_MS;
  return mediaOf(world, userId).filter(({ at, containerId }) => containerId !== null && at > since).length;
}

export type ContainerState = 'IN_PROGRESS' | 'FINISHED' | 'ERROR' | 'EXPIRED' | 'PUBLISHED';

export function stateOf(world: InstagramWorld, container: ContainerRecord): ContainerState {
  const now = world.clock.now().getTime();
  if (container.mediaId !== null) return 'PUBLISHED';
  if (now - container.createdAt >= DAY_MS) return 'EXPIRED';
  if (now < container.readyAt) return 'IN_PROGRESS';
  return container.failure === null ? 'FINISHED' : 'ERROR';
}

const PATHS = { REELS: 'reel', STORIES: 'stories' } as const;

export function permalinkOf(world: InstagramWorld, { form, shortcode, userId, id }: MediumRecord): string {
  if (form === 'STORIES') {
    const username = world.accounts.find((one) => one.userId === userId)?.username ?? 'somebody';
    return `${world.siteRoot}/${PATHS.STORIES}/${username}/${id}/`;
  }
  return `${world.siteRoot}/${form === 'REELS' ? PATHS.REELS : 'p'}/${shortcode}/`;
}
