import { SocialAccount } from '../db/entities/social-account.js';
import { type Content, contentFor, type Rendered, type RenderedByAccount } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import type { Finding } from '../platforms/platform.js';
import type { PlatformRegistry } from '../platforms/registry.js';
import type { EntityManager } from '@mikro-orm/postgresql';

export type { Finding };

export interface Target {
  readonly account: SocialAccount;
  readonly rendered: Rendered;
  readonly findings: readonly Finding[];
}

interface Wanted {
  readonly clientId: string;
  readonly content: Content;
  readonly targetIds: readonly string[] | null;
  readonly dueAt?: Date | null;
}

/**
 * What each target of a post gets, as it will ship. No targets named means every usable account of the client that can take it;
 * a named one that cannot is kept, with what is wrong.
 */
export async function renderTargets(
  em: EntityManager,
  platforms: PlatformRegistry,
  wanted: Wanted,
): Promise<readonly Target[]> {
  return (await sortTargets(em, platforms, wanted)).taken;
}

export interface SortedTargets {
  readonly taken: readonly Target[];
  /** What cannot take it, where nobody named it. */
  readonly leftOut: readonly Target[];
}

export async function sortTargets(
  em: EntityManager,
  platforms: PlatformRegistry,
  wanted: Wanted,
): Promise<SortedTargets> {
  const { clientId, content, targetIds, dueAt = null } = wanted;
  const where = targetIds ? { clientId, id: { $in: [...targetIds] } } : { clientId, state: 'connected' as const };
  const accounts = await em.find(SocialAccount, where, { orderBy: { createdAt: 'asc', id: 'asc' } });
  const targets = accounts.map((account) => renderTarget(platforms, content, account, dueAt));
  const fit = targets.filter(({ findings }) => !findings.some(isError));
  if (targetIds !== null || fit.length === 0) return { taken: targets, leftOut: [] };
  return { taken: fit, leftOut: targets.filter((target) => !fit.includes(target)) };
}

export function renderTarget(
  platforms: PlatformRegistry,
  content: Content,
  account: SocialAccount,
  dueAt: Date | null = null,
): Target {
  const platform = platforms.get(account.platform);
  const kept = content.variants?.[platform.id]?.options ?? {};
  const read = platform.options?.safeParse(kept);
  // What an older version kept may be unknown by now: the post goes the network's usual way, and people are told.
  const options = read?.success === false ? platform.options?.parse({}) : read?.data;
  const rendered = platform.render(contentFor(content, platform.id), account, options);
  const findings = [...platform.preflight(rendered), ...accessFindings(account.expiresAt, dueAt)];
  return { account, rendered, findings: read?.success === false ? [OPTIONS_UNREAD, ...findings] : findings };
}

/** Access that may have ended by the time of the post: it is renewed ahead, but nobody can promise that. */
export function accessFindings(expiresAt: Date | null | undefined, dueAt: Date | null): readonly Finding[] {
  if (!expiresAt || !dueAt || dueAt < expiresAt) return [];
  return [{ level: 'warning', code: 'access_ends', facts: { day: expiresAt.toISOString().slice(0, 10) } }];
}

const OPTIONS_UNREAD: Finding = { level: 'warning', code: 'options_unread', facts: {} };

/** Refuses what no network would take, naming the first thing that is wrong. */
export function refuseUnfit(targets: readonly Target[]): void {
  if (targets.length === 0) throw new Refusal('no_targets');
  for (const { account, findings } of targets) {
    const error = findings.find(isError);
    if (error) throw new Refusal('unfit_target', { ...error.facts, account: account.name, finding: error.code });
  }
}

export function byAccount(targets: readonly Target[]): RenderedByAccount {
  return Object.fromEntries(targets.map(({ account, rendered }) => [account.id, rendered]));
}

function isError(finding: Finding): boolean {
  return finding.level === 'error';
}
