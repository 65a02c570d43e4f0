import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import type { MemberRow } from '../../reads/api-rows.js';
import { changeRole } from '../../usecases/change-role.js';
import type { StandingRequest } from '../../usecases/change-standing.js';
import { removeMember } from '../../usecases/remove-member.js';
import { type Asked, onceAsked } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { UUID } from '../paging.js';
import type { UserError } from '../types/approve-post.js';
import { ChangeRoleInput, RemoveMemberInput } from '../types/desk-inputs.js';
import { MemberPayload } from '../types/payloads.js';
import { asUserErrors } from '../user-errors.js';

interface MemberAnswer {
  readonly member: MemberRow | null;
  readonly userErrors: readonly UserError[];
}

@Resolver()
export class ManageTeamResolver {
  @Mutation(() => MemberPayload, {
    description:
      'Gives a member another role; one that may not approve takes back what their approval let go and has not left.',
  })
  changeRole(
    @Arg('input', () => ChangeRoleInput, { description: 'Who, and which role.' }) input: ChangeRoleInput,
    @Ctx() context: ApiContext,
  ): Promise<MemberAnswer> {
    return changedMember({ context, operation: 'changeRole', input }, (request) =>
      changeRole(context.desk, request, input.role),
    );
  }

  @Mutation(() => MemberPayload, {
    description: 'Ends a membership. What only this member’s approval let go, and has not left, is reviewed anew.',
  })
  removeMember(
    @Arg('input', () => RemoveMemberInput, { description: 'Who.' }) input: RemoveMemberInput,
    @Ctx() context: ApiContext,
  ): Promise<MemberAnswer> {
    return changedMember({ context, operation: 'removeMember', input }, (request) =>
      removeMember(context.desk, request),
    );
  }
}

const FIELDS = {
  no_member: ['input', 'memberId'],
  last_admin: ['input', 'memberId'],
} as const;

async function changedMember<I extends { readonly memberId: string; readonly idempotencyKey?: string | null }>(
  asked: Asked<I>,
  change: (request: StandingRequest) => Promise<void>,
): Promise<MemberAnswer> {
  const { context, input } = asked;
  const { load } = context;
  const { memberId: targetId } = input;
  const { clientId, memberId } = context.member;
  const userErrors = await asUserErrors(context, FIELDS, async () => {
    await onceAsked(asked, z.null(), async () => {
      const isThere = UUID.test(targetId) && (await load.member.load(targetId))?.role;
      if (!isThere) throw new Refusal('no_member');
      await change({ clientId, memberId, targetId });
      return null;
    });
  });
  const isNamed = !userErrors.some(({ code }) => code === 'no_member');
  return { member: isNamed ? await load.member.load(targetId) : null, userErrors };
}
