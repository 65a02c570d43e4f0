import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Role } from '../../domain/post.js';
import { CLIENT_SORT, clientPage } from '../../reads/api-clients.js';
import { MEMBER_SORT, memberPage } from '../../reads/api-members.js';
import type { ClientRow, MemberRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { type Page, pageOf, UUID } from '../paging.js';
import { ClientArgs, InnerPageArgs, LookupArgs, PageArgs } from '../types/args.js';
import { Client, Member } from '../types/client.js';
import { ClientConnection, MemberConnection } from '../types/page.js';
import { RoleWord } from '../types/words.js';

@Resolver()
export class TeamResolver {
  @Query(() => ClientConnection, { description: 'The clients that you work for, longest first.' })
  async clients(
    @Args(() => InnerPageArgs) page: InnerPageArgs,
    @Ctx() { db, viewer, access }: ApiContext,
  ): Promise<Page<ClientRow>> {
    const only = access.clientId ?? null;
    return pageOf({ list: 'client', sort: CLIENT_SORT }, page, (asked) => clientPage(db, viewer, only, asked));
  }

  @Query(() => Client, { description: 'The client that the request acts for.' })
  client(@Args(() => ClientArgs) _: ClientArgs, @Ctx() { load, viewer }: ApiContext): Promise<ClientRow | null> {
    return load.client.load(viewer.clientId);
  }

  @Query(() => MemberConnection, { description: 'Those who work for the client, longest first.' })
  async members(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('roles', () => [RoleWord], { nullable: true, description: 'Only those with one of these roles.' })
    roles: Role[] | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<MemberRow>> {
    return pageOf({ list: 'member', sort: MEMBER_SORT }, page, (asked) =>
      memberPage(db, viewer, { roles: roles ?? null }, asked),
    );
  }

  @Query(() => Member, {
    nullable: true,
    description: 'One person who works or worked for the client; null where there is none.',
  })
  async member(@Args(() => LookupArgs) { id }: LookupArgs, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return UUID.test(id) ? load.member.load(id) : null;
  }
}
