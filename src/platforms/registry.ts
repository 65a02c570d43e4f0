import type { Platform } from './platform.js';

/** The platforms of this installation, by id. */
export class PlatformRegistry {
  private readonly byId: ReadonlyMap<string, Platform>;

  constructor(platforms: readonly Platform[]) {
    this.byId = new Map(platforms.map((platform) => [platform.id, platform]));
  }

  /** Those whose accounts are connected by credentials. */
  connectable(): Platform[] {
    return [...this.byId.values()].filter(({ connection }) => connection !== undefined);
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** Throws where an account names a platform that this build does not have: a downgrade, for instance. */
  get(id: string): Platform {
    const platform = this.byId.get(id);
    if (!platform) throw new Error(`This version of Copydesk has no platform named ${id}`);
    return platform;
  }
}
