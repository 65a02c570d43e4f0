import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { ClientRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { Client } from '../types/client.js';
import { Me } from '../types/me.js';

@Resolver(() => Me)
export class MeResolver {
  @Query(() => Me, { description: 'For whom this request acts.' })
  me(@Ctx() { member }: ApiContext): Me {
    const { memberId: id, name, role } = member;
    return { id, name, role };
  }

  @FieldResolver(() => Client, { nullable: true, description: 'The client whose posts and accounts this API shows.' })
  client(@Ctx() { load, member }: ApiContext): Promise<ClientRow | null> {
    return load.client.load(member.clientId);
  }
}
