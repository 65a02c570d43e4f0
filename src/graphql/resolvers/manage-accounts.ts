import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import type { AccountRow } from '../../reads/api-rows.js';
import { connectAccount } from '../../usecases/connect-account.js';
import { connectChat } from '../../usecases/connect-chat.js';
import { refuseUnknownAccounts } from '../../usecases/named-accounts.js';
import { reconnectAccount } from '../../usecases/reconnect-account.js';
import { releaseAccount } from '../../usecases/release-account.js';
import { secondsOf } from '../../usecases/resume-client.js';
import { switchAccount } from '../../usecases/switch-account.js';
import { testAccount, type TestedAccount } from '../../usecases/test-account.js';
import { type Asked, onceAsked } from '../change-post.js';
import type { ApiContext } from '../context.js';
import { UUID } from '../paging.js';
import type { UserError } from '../types/approve-post.js';
import {
  ConnectAccountInput,
  ConnectChatInput,
  ReconnectAccountInput,
  ReleaseAccountInput,
  SwitchAccountInput,
  TestAccountInput,
} from '../types/desk-inputs.js';
import { AccountPayload, TestAccountPayload } from '../types/payloads.js';
import { asUserErrors, type InputFields } from '../user-errors.js';

interface AccountAnswer {
  readonly account: AccountRow | null;
  readonly userErrors: readonly UserError[];
}

@Resolver()
export class ManageAccountsResolver {
  @Mutation(() => AccountPayload, {
    description:
      'Connects the account that a token opens, by the word of its network. Where the client had it already, it has new credentials.',
  })
  connectAccount(
    @Arg('input', () => ConnectAccountInput, { description: 'Network and token.' }) input: ConnectAccountInput,
    @Ctx() context: ApiContext,
  ): Promise<AccountAnswer> {
    const { desk } = context;
    const { platform, token: pasted } = input;
    return connected({ context, operation: 'connectAccount', input }, async ({ clientId, memberId }) => {
      if (!desk.platforms.has(platform)) throw new Refusal('bad_setting');
      return connectAccount(desk, { clientId, memberId, platform, pasted });
    });
  }

  @Mutation(() => AccountPayload, {
    description:
      'Connects a Telegram channel or group that the bot is in. Only for one of its administrators; one that the client had already is taken up again.',
  })
  connectChat(
    @Arg('input', () => ConnectChatInput, { description: 'Which chat.' }) input: ConnectChatInput,
    @Ctx() context: ApiContext,
  ): Promise<AccountAnswer> {
    const { chatId } = input;
    return connected({ context, operation: 'connectChat', input }, ({ clientId, memberId }) =>
      connectChat(context.desk, { clientId, memberId, chatId }),
    );
  }

  @Mutation(() => AccountPayload, {
    description:
      'Gives an account new credentials, which must be its own; what waited for it goes on, and what is late is held.',
  })
  reconnectAccount(
    @Arg('input', () => ReconnectAccountInput, { description: 'Account and token.' }) input: ReconnectAccountInput,
    @Ctx() context: ApiContext,
  ): Promise<AccountAnswer> {
    const { accountId, token: pasted } = input;
    return changedAccount({ context, operation: 'reconnectAccount', input }, (memberId) =>
      reconnectAccount(context.desk, { accountId, memberId, pasted }),
    );
  }

  @Mutation(() => AccountPayload, { description: 'Switches an account off or on, or gives it up.' })
  switchAccount(
    @Arg('input', () => SwitchAccountInput, { description: 'What is done.' }) input: SwitchAccountInput,
    @Ctx() context: ApiContext,
  ): Promise<AccountAnswer> {
    const { accountId, to } = input;
    return changedAccount({ context, operation: 'switchAccount', input }, (memberId) =>
      switchAccount(context.desk, { accountId, memberId }, to),
    );
  }

  @Mutation(() => AccountPayload, {
    description:
      'Lets the queue of an account go on that stands still because its network accepted us no more; the network is asked first.',
  })
  releaseAccount(
    @Arg('input', () => ReleaseAccountInput, { description: 'Whose queue.' }) input: ReleaseAccountInput,
    @Ctx() context: ApiContext,
  ): Promise<AccountAnswer> {
    const { accountId, heldAt } = input;
    return changedAccount({ context, operation: 'releaseAccount', input }, (memberId) =>
      releaseAccount(context.desk, { accountId, memberId, heldAtS: secondsOf(heldAt) }),
    );
  }

  @Mutation(() => TestAccountPayload, {
    description: 'Asks the network whether the credentials of an account are still good. Changes nothing.',
  })
  async testAccount(
    @Arg('input', () => TestAccountInput, { description: 'Which account.' }) input: TestAccountInput,
    @Ctx() context: ApiContext,
  ): Promise<AccountAnswer & { username: string | null; quotaUsed: number | null; quotaTotal: number | null }> {
    const found: { tested?: TestedAccount } = {};
    const answer = await changedAccount({ context, operation: 'testAccount', input }, async (memberId) => {
      found.tested = await testAccount(context.desk, { accountId: input.accountId, memberId });
    });
    const { username = null, quota = null } = found.tested ?? {};
    return { ...answer, username, quotaUsed: quota?.used ?? null, quotaTotal: quota?.total ?? null };
  }
}

const FIELDS: InputFields = {
  bad_setting: ['input', 'platform'],
  chat_admins_only: ['input', 'chatId'],
  chat_closed: ['input', 'chatId'],
  chat_rights: ['input', 'chatId'],
  chat_taken: ['input', 'chatId'],
  no_account: ['input', 'accountId'],
  credentials: ['input', 'token'],
};

/** An account that is new to this client, or was disconnected. */
async function connected<I extends { readonly idempotencyKey?: string | null }>(
  asked: Asked<I>,
  connect: (member: ApiContext['member']) => Promise<{ readonly accountId: string }>,
): Promise<AccountAnswer> {
  const { context } = asked;
  let accountId: string | null = null;
  const userErrors = await asUserErrors(context, FIELDS, async () => {
    accountId = await onceAsked(asked, z.string(), async () => (await connect(context.member)).accountId);
  });
  return { account: accountId && (await context.load.account.load(accountId)), userErrors };
}

/** A change of one account of this client; answers with it as it is then. */
async function changedAccount<I extends { readonly accountId: string; readonly idempotencyKey?: string | null }>(
  asked: Asked<I>,
  change: (memberId: string) => Promise<unknown>,
): Promise<AccountAnswer> {
  const { context, input } = asked;
  const { desk, load, member } = context;
  const { accountId } = input;
  const userErrors = await asUserErrors(context, FIELDS, async () => {
    await refuseUnknownAccounts(desk, member.clientId, [accountId]);
    await onceAsked(asked, z.null(), async () => {
      await change(member.memberId);
      return null;
    });
  });
  const isKnown = UUID.test(accountId) && !userErrors.some(({ code }) => code === 'no_account');
  return { account: isKnown ? await load.account.load(accountId) : null, userErrors };
}
