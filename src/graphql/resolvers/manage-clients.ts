import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import type { ClientRow } from '../../reads/api-rows.js';
import { bindGroup } from '../../usecases/bind-group.js';
import { createClient } from '../../usecases/create-client.js';
import { renameClient } from '../../usecases/rename-client.js';
import { type Asked, onceAsked } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import type { UserError } from '../types/approve-post.js';
import { ClientPayload } from '../types/payloads.js';
import { BindGroupInput, CreateClientInput, RenameClientInput } from '../types/team-inputs.js';
import { asUserErrors, type InputFields } from '../user-errors.js';

interface ClientAnswer {
  readonly client: ClientRow | null;
  readonly userErrors: readonly UserError[];
}

@Resolver()
export class ManageClientsResolver {
  @Mutation(() => ClientPayload, {
    description: 'Makes a client; you become its admin, and in your chat with the bot you speak for it from then on.',
  })
  createClient(
    @Arg('input', () => CreateClientInput, { description: 'The client.' }) input: CreateClientInput,
    @Ctx() context: ApiContext,
  ): Promise<ClientAnswer> {
    const { name, zone, language } = input;
    const { memberId } = context.member;
    return changedClient({ context, operation: 'createClient', input }, async () => {
      const { clientId } = await createClient(context.desk, { memberId, name, zone, language });
      return clientId;
    });
  }

  @Mutation(() => ClientPayload, { description: 'Gives the client another name.' })
  renameClient(
    @Arg('input', () => RenameClientInput, { description: 'The name.' }) input: RenameClientInput,
    @Ctx() context: ApiContext,
  ): Promise<ClientAnswer> {
    const { clientId, memberId } = context.member;
    return changedClient({ context, operation: 'renameClient', input }, async () => {
      await renameClient(context.desk, { clientId, memberId, name: input.name });
      return clientId;
    });
  }

  @Mutation(() => ClientPayload, {
    description:
      'Chooses the Telegram group in which the editors of the client are asked. What is open is asked there at once.',
  })
  bindGroup(
    @Arg('input', () => BindGroupInput, { description: 'The group.' }) input: BindGroupInput,
    @Ctx() context: ApiContext,
  ): Promise<ClientAnswer> {
    const { clientId, memberId } = context.member;
    const { chatId = null } = input;
    if (chatId !== null && !/^-\d{1,19}$/.test(chatId))
      throw badInput('chatId is the id of a group, such as -1001234567890.');
    return changedClient({ context, operation: 'bindGroup', input }, async () => {
      await bindGroup(context.desk, { clientId, memberId, chatId });
      return clientId;
    });
  }
}

const FIELDS: InputFields = {
  bad_name: ['input', 'name'],
  group_taken: ['input', 'chatId'],
  group_not_there: ['input', 'chatId'],
};

/** `change` returns the id of the client that is answered with. */
async function changedClient<I extends { readonly idempotencyKey?: string | null }>(
  asked: Asked<I>,
  change: () => Promise<string>,
): Promise<ClientAnswer> {
  const { context } = asked;
  let clientId: string | null = null;
  const userErrors = await asUserErrors(context, FIELDS, async () => {
    clientId = await onceAsked(asked, z.string(), change);
  });
  return { client: clientId && (await context.load.client.load(clientId)), userErrors };
}
