import { Ctx, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { Health } from '../types/health.js';

@Resolver()
export class HealthResolver {
  @Query(() => Health, {
    description: 'Whether the desk can do its work, and how old its heartbeat is: what `/readyz` says.',
  })
  async health(@Ctx() { readiness }: ApiContext): Promise<Health> {
    const { ready, parts } = await readiness();
    return { ready, parts: Object.entries(parts).map(([name, part]) => ({ name, ...part })) };
  }
}
