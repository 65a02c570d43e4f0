import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  INVITATION_SORT,
  invitationPage,
  type InvitationRow,
  type InvitationState,
} from '../../reads/api-invitations.js';
import type { MemberRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { type Page, pageOf } from '../paging.js';
import { PageArgs } from '../types/args.js';
import { Member } from '../types/client.js';
import { Invitation, InvitationStateWord } from '../types/invitation.js';
import { InvitationConnection } from '../types/page.js';

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => InvitationConnection, { description: 'Who was invited to the client, the latest first.' })
  async invitations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('states', () => [InvitationStateWord], { nullable: true, description: 'Only those that stand so.' })
    states: InvitationState[] | null | undefined,
    @Ctx() { db, desk, viewer }: ApiContext,
  ): Promise<Page<InvitationRow>> {
    return pageOf({ list: 'invitation', sort: INVITATION_SORT }, page, (asked) =>
      invitationPage(db, viewer, states ?? null, desk.clock.now(), asked),
    );
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who made it.' })
  madeBy(@Root() { madeBy }: InvitationRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(madeBy);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who came by it; null where nobody did.' })
  async usedBy(@Root() { usedBy }: InvitationRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return usedBy === null ? null : load.member.load(usedBy);
  }
}
