import { Args, Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { OwnSettings as Own } from '../../domain/settings.js';
import type { ClientRow } from '../../reads/api-rows.js';
import { ownSettings } from '../../reads/settings.js';
import type { ApiContext } from '../context.js';
import { ClientArgs } from '../types/args.js';
import { Client } from '../types/client.js';
import { Me } from '../types/me.js';
import { OwnSettings } from '../types/settings.js';

@Resolver(() => Me)
export class MeResolver {
  @Query(() => Me, { description: 'For whom this request acts.' })
  me(@Args(() => ClientArgs) _: ClientArgs, @Ctx() { member, access }: ApiContext): Me {
    const { memberId: id, name } = member;
    return { id, name, role: access.role };
  }

  @FieldResolver(() => Client, { nullable: true, description: 'The client for which this request acts.' })
  client(@Ctx() { load, member }: ApiContext): Promise<ClientRow | null> {
    return load.client.load(member.clientId);
  }

  @FieldResolver(() => OwnSettings, { nullable: true, description: 'What they have set for themselves.' })
  settings(@Ctx() { db, member }: ApiContext): Promise<Own | null> {
    return ownSettings(db, member.memberId);
  }
}
