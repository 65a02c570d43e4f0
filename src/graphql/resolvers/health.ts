import { Ctx, Query, Resolver } from 'type-graphql';
import { readiness } from '../../reads/readiness.js';
import type { ApiContext } from '../context.js';
import { Health } from '../types/health.js';

@Resolver()
export class HealthResolver {
  @Query(() => Health, { description: 'Whether the desk can do its work.' })
  async health(@Ctx() { db, desk }: ApiContext): Promise<Health> {
    const { ready, parts } = await readiness(db, desk.clock.now());
    return { ready, parts: Object.entries(parts).map(([name, part]) => ({ name, ...part })) };
  }
}
