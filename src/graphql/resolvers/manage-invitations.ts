import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import { botName } from '../../reads/bot-name.js';
import { inviteMember } from '../../usecases/invite-member.js';
import { revokeInvitation } from '../../usecases/revoke-invitation.js';
import { onceAsked } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { UUID } from '../paging.js';
import {
  InviteMemberInput,
  InviteMemberPayload,
  RevokeInvitationInput,
  RevokeInvitationPayload,
} from '../types/team-inputs.js';
import { asUserErrors, type InputFields } from '../user-errors.js';

/** What is kept of an invitation for its key: the code is nowhere but in the first answer. */
const MADE = z.object({ invitationId: z.string(), expiresAt: z.coerce.date() });

@Resolver()
export class ManageInvitationsResolver {
  @Mutation(() => InviteMemberPayload, {
    description: 'Makes an invitation for one person, by a link that is good once.',
  })
  async inviteMember(
    @Arg('input', () => InviteMemberInput, { description: 'As what.' }) input: InviteMemberInput,
    @Ctx() context: ApiContext,
  ): Promise<InviteMemberPayload> {
    const { desk, db, member } = context;
    const { clientId, memberId } = member;
    const payload: InviteMemberPayload = {
      invitationId: null,
      code: null,
      link: null,
      expiresAt: null,
      userErrors: [],
    };
    payload.userErrors = await asUserErrors(context, FIELDS, async () => {
      const made = await onceAsked({ context, operation: 'inviteMember', input }, MADE, async () => {
        const { code, ...rest } = await inviteMember(desk, { clientId, memberId, role: input.role });
        payload.code = code;
        return rest;
      });
      Object.assign(payload, made);
    });
    const bot = payload.code === null ? null : await botName(db);
    return { ...payload, link: bot && `https://t.me/${bot}?start=i_${payload.code}` };
  }

  @Mutation(() => RevokeInvitationPayload, { description: 'Takes an invitation back that nobody has used.' })
  async revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, { description: 'Which invitation.' }) input: RevokeInvitationInput,
    @Ctx() context: ApiContext,
  ): Promise<RevokeInvitationPayload> {
    const { desk, member } = context;
    const { clientId, memberId } = member;
    const { invitationId } = input;
    const userErrors = await asUserErrors(context, FIELDS, async () => {
      if (!UUID.test(invitationId)) throw new Refusal('not_found');
      await onceAsked({ context, operation: 'revokeInvitation', input }, z.null(), async () => {
        await revokeInvitation(desk, { clientId, invitationId, memberId });
        return null;
      });
    });
    return { invitationId: userErrors.length > 0 ? null : invitationId, userErrors };
  }
}

const FIELDS: InputFields = {
  not_found: ['input', 'invitationId'],
  invitation_used: ['input', 'invitationId'],
};
