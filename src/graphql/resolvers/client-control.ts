import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import type { ClientSettings, OwnSettings } from '../../domain/settings.js';
import type { ClientRow } from '../../reads/api-rows.js';
import { changeOwnSettings } from '../../usecases/change-own-settings.js';
import { changeSettings } from '../../usecases/change-settings.js';
import { freezeClient } from '../../usecases/freeze-client.js';
import { resumeClient, secondsOf } from '../../usecases/resume-client.js';
import { onceAsked } from '../change-post.js';
import type { ApiContext } from '../context.js';
import type { UserError } from '../types/approve-post.js';
import { ClientSettingsInput, FreezeClientInput, OwnSettingsInput, ResumeClientInput } from '../types/desk-inputs.js';
import type { Me } from '../types/me.js';
import { ClientPayload, OwnSettingsPayload, ResumePayload } from '../types/payloads.js';
import { asUserErrors } from '../user-errors.js';

interface ClientAnswer {
  readonly client: ClientRow | null;
  readonly userErrors: readonly UserError[];
}

@Resolver()
export class ClientControlResolver {
  @Mutation(() => ClientPayload, { description: 'Stops everything of the client that has not left.' })
  async freezeClient(
    @Arg('input', () => FreezeClientInput, { description: 'Which client.' }) input: FreezeClientInput,
    @Ctx() context: ApiContext,
  ): Promise<ClientAnswer> {
    const userErrors = await asUserErrors(context, {}, () =>
      onceAsked({ context, operation: 'freezeClient', input }, z.boolean(), () =>
        freezeClient(context.desk, whoAsks(context)),
      ),
    );
    return { client: await clientNow(context), userErrors };
  }

  @Mutation(() => ResumePayload, { description: 'Ends a freeze and says what becomes of what missed its time.' })
  async resumeClient(
    @Arg('input', () => ResumeClientInput, { description: 'Which freeze ends, and how.' }) input: ResumeClientInput,
    @Ctx() context: ApiContext,
  ): Promise<ClientAnswer & { missedPosts: number | null }> {
    let missedPosts: number | null = null;
    const fields = { stale: ['input', 'frozenAt'] } as const;
    const userErrors = await asUserErrors(context, fields, async () => {
      const { frozenAt, way } = input;
      missedPosts = await onceAsked({ context, operation: 'resumeClient', input }, z.int(), () =>
        resumeClient(context.desk, { ...whoAsks(context), frozenAtS: secondsOf(frozenAt) }, way),
      );
    });
    return { client: await clientNow(context), missedPosts, userErrors };
  }

  @Mutation(() => ClientPayload, { description: 'Sets how the client approves, plans and speaks.' })
  async changeClientSettings(
    @Arg('input', () => ClientSettingsInput, { description: 'What is different.' }) input: ClientSettingsInput,
    @Ctx() context: ApiContext,
  ): Promise<ClientAnswer> {
    const fields = { stale: ['input', 'expectedVersion'] } as const;
    const userErrors = await asUserErrors(context, fields, () =>
      onceAsked({ context, operation: 'changeClientSettings', input }, z.null(), async () => {
        const { expectedVersion: version } = input;
        await changeSettings(context.desk, { ...whoAsks(context), version }, settingsOf(input));
        return null;
      }),
    );
    return { client: await clientNow(context), userErrors };
  }

  @Mutation(() => OwnSettingsPayload, { description: 'Sets your own language, clock and quiet hours.' })
  async changeOwnSettings(
    @Arg('input', () => OwnSettingsInput, { description: 'What is different.' }) input: OwnSettingsInput,
    @Ctx() context: ApiContext,
  ): Promise<{ me: Me; userErrors: readonly UserError[] }> {
    const userErrors = await asUserErrors(context, {}, () =>
      onceAsked({ context, operation: 'changeOwnSettings', input }, z.null(), async () => {
        await changeOwnSettings(context.desk, whoAsks(context), ownSettingsOf(input));
        return null;
      }),
    );
    const { memberId: id, name, role } = context.member;
    return { me: { id, name, role }, userErrors };
  }
}

/** Everybody but the one who asks is told. */
function whoAsks({ member }: ApiContext) {
  const { clientId, memberId, telegramId: chatId } = member;
  return { clientId, memberId, chatId };
}

function clientNow({ load, member }: ApiContext): Promise<ClientRow | null> {
  return load.client.load(member.clientId);
}

function settingsOf(input: ClientSettingsInput): Partial<ClientSettings> {
  const { approvalsNeeded, authorsMayApproveOwn, soleEditorMayGo, moveNeedsApproval, zone, language } = input;
  const { lateAfterMinutes } = input;
  return {
    ...(isGiven(approvalsNeeded) && { approvalsNeeded }),
    ...(isGiven(authorsMayApproveOwn) && { authorsMayApproveOwn }),
    ...(isGiven(soleEditorMayGo) && { soleEditorMayGo }),
    ...(isGiven(moveNeedsApproval) && { moveNeedsApproval }),
    ...(isGiven(lateAfterMinutes) && { lateAfterMs: lateAfterMinutes * 60_000 }),
    ...(isGiven(zone) && { zone }),
    ...(isGiven(language) && { language }),
  };
}

/** No setting of a client can be taken away: null leaves it as it is. */
function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function ownSettingsOf({ language, zone, quiet }: OwnSettingsInput): Partial<OwnSettings> {
  return {
    ...(language !== undefined && { language }),
    ...(zone !== undefined && { zone }),
    ...(quiet !== undefined && { quiet }),
  };
}
